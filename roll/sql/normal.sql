-- How an address becomes a key: the same door spelt differently has the same key. Case, punctuation, double
-- spaces, words for directions and street types (USPS Publication 28) and unit designators are made alike.
-- One expression each, so that PostgreSQL inlines them into the statement that reads a million rows.

create function roll_street_key(street text, unit text) returns text
language sql immutable parallel safe return
  btrim(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(
  replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(
  replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(
    ' ' || case when street || unit ~ '[.,;:''"()#]'
                then replace(translate(upper(street || ' ' || unit), '.,;:''"()', ''), '#', ' UNIT ')
                else upper(street || ' ' || unit) end || ' ',
    ' STREET ', ' ST '), ' AVENUE ', ' AVE '), ' AV ', ' AVE '), ' ROAD ', ' RD '), ' DRIVE ', ' DR '),
    ' LANE ', ' LN '), ' COURT ', ' CT '), ' PLACE ', ' PL '), ' BOULEVARD ', ' BLVD '), ' CIRCLE ', ' CIR '),
    ' TERRACE ', ' TER '), ' TRAIL ', ' TRL '), ' PARKWAY ', ' PKWY '), ' HIGHWAY ', ' HWY '), ' SQUARE ', ' SQ '),
    ' CROSSING ', ' XING '), ' SAINT ', ' ST '), ' MOUNT ', ' MT '), ' FORT ', ' FT '), ' EXTENSION ', ' EXT '),
    ' NORTHEAST ', ' NE '), ' NORTHWEST ', ' NW '), ' SOUTHEAST ', ' SE '), ' SOUTHWEST ', ' SW '),
    ' NORTH ', ' N '), ' SOUTH ', ' S '), ' EAST ', ' E '), ' WEST ', ' W '),
    ' APARTMENT ', ' UNIT '), ' APT ', ' UNIT '), ' SUITE ', ' UNIT '), ' STE ', ' UNIT '), ' LOT ', ' UNIT '),
    ' ROOM ', ' UNIT '), ' RM ', ' UNIT '), ' NO ', ' UNIT '),
    '  ', ' '), '  ', ' '), '  ', ' '), ' UNIT UNIT ', ' UNIT '), ' UNIT UNIT ', ' UNIT '));

-- The key of a household: its street key and, since streets repeat, the five digits of the ZIP or else the city.
create function roll_address_key(street text, unit text, zip text, city text) returns text
language sql immutable parallel safe return
  left(roll_street_key(street, unit), 160) || '|'
  || case when zip ~ '^\d{5}' then left(zip, 5) else left(upper(city), 30) end;

-- The street of such a key, without house number, unit and ZIP: "123 1/2 MAIN ST UNIT 4|27890" -> "MAIN ST".
create function roll_street_of(address_key text) returns text
language sql immutable parallel safe return
  split_part(split_part(case when address_key ~ '^\d' then substr(address_key, strpos(address_key, ' ') + 1)
                             else address_key end, '|', 1), ' UNIT ', 1);

-- A North American number as E.164, or null: area code and exchange begin with 2 to 9 (the numbering plan).
create function roll_nanp(raw text) returns text
language sql immutable parallel safe return
  case when raw ~ '^[2-9]\d\d[2-9]\d{6}$' then '+1' || raw
       when translate(raw, ' ()-./+', '') ~ '^1?[2-9]\d\d[2-9]\d{6}$'
       then '+1' || right(translate(raw, ' ()-./+', ''), 10) end;

-- Whether a well-formed number is nobody's: all one digit, directory assistance, toll-free, or typed to fill a box.
create function roll_phone_is_placeholder(e164 text) returns boolean
language sql immutable parallel safe return
  e164 like '+1%' and (
    right(e164, 7) in ('0000000', '1111111', '2222222', '3333333', '4444444', '5555555', '6666666', '7777777',
                       '8888888', '9999999', '1234567', '5551212', '2345678')
    or substr(e164, 3, 3) in ('800', '822', '833', '844', '855', '866', '877', '888', '900', '555'));

-- A coordinate in degrees, or null when it is none or beyond `most`.
create function roll_degree(raw text, most double precision) returns double precision
language sql immutable parallel safe return
  case when raw ~ '^-?\d{1,3}(\.\d{1,20})?$' and abs(raw::double precision) <= most then raw::double precision end;
