drop index contacts_newest;
create index contacts_newest on contacts (tenant_id, updated_at desc, id desc) include (email_bounced, review_status, created_at) where deleted_at is null;
drop index contacts_owner_id_newest;
create index contacts_owner_id_newest on contacts (tenant_id, owner_id, updated_at desc, id desc) include (email_bounced, review_status, created_at) where deleted_at is null;
drop index contacts_board_id_newest;
create index contacts_board_id_newest on contacts (tenant_id, board_id, updated_at desc, id desc) include (email_bounced, review_status, created_at) where deleted_at is null;
create index contacts_email_bounced on contacts (tenant_id, email_bounced, updated_at desc, id desc) where deleted_at is null;
