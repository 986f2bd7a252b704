create index activities_about_id on activities (tenant_id, about_id, updated_at desc, id desc) where deleted_at is null;
create index tasks_about_id on tasks (tenant_id, about_id, updated_at desc, id desc) where deleted_at is null;
create index comments_about_id on comments (tenant_id, about_id, updated_at desc, id desc) where deleted_at is null;
create index follows_about_id on follows (tenant_id, about_id, updated_at desc, id desc) where deleted_at is null;
