create index needs_account_id_bin on needs (tenant_id, account_id) where deleted_at is not null;
create index competitor_spends_account_id_bin on competitor_spends (tenant_id, account_id) where deleted_at is not null;
