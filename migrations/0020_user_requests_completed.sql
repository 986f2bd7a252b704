alter table user_requests rename column done_at to completed_at;
