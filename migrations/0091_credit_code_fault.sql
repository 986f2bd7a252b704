alter table accounts add column credit_code_fault boolean;

-- GB 32100-2015: the sum of the first 17 places weighted by 3^i mod 31 and the check digit make a multiple of 31.
update accounts a set credit_code_fault = true
  from (select tenant_id, id, upper(regexp_replace(normalize(credit_code, nfkc), '[\s-]', '', 'g')) as code
    from accounts where credit_code is not null) c
  where a.tenant_id = c.tenant_id and a.id = c.id and not (
    c.code ~ '^[0-9A-HJ-NP-RTUW-Y]{18}$' and (
      select sum((strpos('0123456789ABCDEFGHJKLMNPQRTUWXY', substr(c.code, i, 1)) - 1)
        * (array[1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28, 1])[i])
      from generate_series(1, 18) i) % 31 = 0);
