create index contacts_account_id_bin on contacts (tenant_id, account_id) where deleted_at is not null;
create index affiliations_account_id_bin on affiliations (tenant_id, account_id) where deleted_at is not null;
create index account_links_account_id_bin on account_links (tenant_id, account_id) where deleted_at is not null;
create index activities_account_id_bin on activities (tenant_id, account_id) where deleted_at is not null;
create index cares_account_id_bin on cares (tenant_id, account_id) where deleted_at is not null;
create index approval_events_request_id_bin on approval_events (tenant_id, request_id) where deleted_at is not null;
