-- Log-in looks a person up by any of three names before it knows the tenant.
create index users_login_lower on users (lower(login)) where deleted_at is null;
create index users_email_lower on users (lower(email)) where deleted_at is null;
create index users_phone_digits on users (regexp_replace(phone, '\D', '', 'g')) where deleted_at is null;

-- session_of, key_of and login_candidates answer these and more in the same trip.
drop function wall.session_tenant(text);
drop function wall.key_tenant(text);
drop function wall.login_tenant(text);
