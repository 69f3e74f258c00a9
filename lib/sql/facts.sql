-- What the front desk hands to a room that records: one row a fact. `at` is the device's `seen_at`, corrected
-- for its clock; `withdrawn_by` names an entry that withdrew this one before it arrived.
create type door_fact as (
  id uuid, seq bigint, kind text, person_id bigint, device_id bigint, source text,
  at timestamptz, received_at timestamptz, payload jsonb, withdrawn_by uuid
);

-- What a room answers where it did not simply record.
create type door_verdict as (id uuid, verdict text, reason text);
