-- Log-in: what the ground's tables did not keep yet, and the three questions asked before a tenant is known.

alter table sessions add column remember boolean not null default false;
alter table credentials add column otp_step bigint, add column recovery text[];

-- What a person arranged for themselves: theme, panels of the workbench.
create table preferences (
  tenant_id int4 not null references tenants (id),
  user_id uuid not null,
  values jsonb not null default '{}',
  primary key (tenant_id, user_id)
);

create function wall.session_of(wanted text)
  returns table (tenant_id int4, user_id uuid, remember boolean, must_change boolean, seen_at timestamptz, expires_at timestamptz)
  language sql stable security definer set search_path = public, pg_temp
  as $$
    select s.tenant_id, s.user_id, s.remember, coalesce(c.must_change, false), s.seen_at, s.expires_at
    from sessions s left join credentials c on c.tenant_id = s.tenant_id and c.user_id = s.user_id
    where s.hash = wanted and s.expires_at > now()
  $$;

create function wall.key_of(wanted text)
  returns table (tenant_id int4, user_id uuid, id uuid, scope jsonb, seen_at timestamptz, expires_at timestamptz)
  language sql stable security definer set search_path = public, pg_temp
  as $$
    select k.tenant_id, k.user_id, k.id, k.scope, k.seen_at, k.expires_at from api_keys k
    where k.hash = wanted and k.revoked_at is null and (k.expires_at is null or k.expires_at > now())
  $$;

-- People sign in with their log-in name, mobile number or e-mail; several tenants may know the same one, so the password decides.
-- plpgsql, because table users comes with a later migration.
create function wall.login_candidates(typed text)
  returns table (tenant_id int4, user_id uuid)
  language plpgsql stable security definer set search_path = public, pg_temp
  as $$
begin
  return query
    select u.tenant_id, u.id from users u
    where u.deleted_at is null and (lower(u.login) = lower(typed) or lower(u.email) = lower(typed)
      or (typed ~ '^[0-9 +()-]{7,25}$' and regexp_replace(u.phone, '\D', '', 'g') = regexp_replace(typed, '\D', '', 'g')))
    order by u.tenant_id, u.id limit 5;
end $$;
