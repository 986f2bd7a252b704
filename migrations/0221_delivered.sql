-- Of orders that are fulfilled everything was delivered, and so was whatever came back.
update order_lines l set delivered_quantity = case when o.status = 'fulfilled' then l.quantity
    else greatest(coalesce(l.delivered_quantity, 0), coalesce(l.returned_quantity, 0)) end, version = l.version + 1
  from orders o where o.tenant_id = l.tenant_id and o.id = l.order_id
    and (o.status = 'fulfilled' or coalesce(l.returned_quantity, 0) > coalesce(l.delivered_quantity, 0));
