SELECT pg_catalog.set_config('search_path', '', false);
CREATE TABLE public.account (
    id bigint NOT NULL,
    name character varying(80) NOT NULL,
    email character varying(200) NOT NULL,
    subject character varying(255),
    password_hash character varying(200) NOT NULL,
    is_administrator boolean DEFAULT false NOT NULL,
    disabled_at timestamp with time zone,
    version integer NOT NULL,
    signs_for character varying(24)
);
CREATE SEQUENCE public.account_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.account_id_seq OWNED BY public.account.id;
CREATE TABLE public.action (
    team_id bigint NOT NULL,
    id bigint NOT NULL,
    text character varying(140) NOT NULL,
    owner_id bigint,
    project_id bigint,
    raised_on date NOT NULL,
    due date,
    done_on date,
    removed boolean NOT NULL,
    version integer NOT NULL,
    repeat_weeks integer,
    follows_id bigint,
    carried integer DEFAULT 0 NOT NULL
);
CREATE TABLE public.alembic_version (
    version_num character varying(32) NOT NULL
);
CREATE TABLE public.asker (
    team_id bigint NOT NULL,
    asker_id bigint NOT NULL
);
CREATE TABLE public.assessment (
    team_id bigint NOT NULL,
    id bigint NOT NULL,
    "on" date NOT NULL,
    answers json NOT NULL,
    agreed boolean NOT NULL,
    author character varying(80) NOT NULL,
    removed boolean NOT NULL,
    version integer NOT NULL
);
CREATE TABLE public.attempt (
    key character varying(120) NOT NULL,
    failures integer NOT NULL,
    day date NOT NULL,
    today integer NOT NULL,
    wait_until timestamp with time zone
);
CREATE TABLE public.audit_line (
    id bigint NOT NULL,
    at timestamp with time zone NOT NULL,
    event character varying(60) NOT NULL,
    by character varying(48) NOT NULL,
    team_id bigint,
    account_id bigint
);
CREATE SEQUENCE public.audit_line_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.audit_line_id_seq OWNED BY public.audit_line.id;
CREATE TABLE public.baseline (
    team_id bigint NOT NULL,
    id bigint NOT NULL,
    measure_id bigint NOT NULL,
    first_week date NOT NULL,
    last_week date NOT NULL,
    reason character varying(200) NOT NULL,
    removed boolean NOT NULL
);
CREATE TABLE public.benefit (
    team_id bigint NOT NULL,
    id bigint NOT NULL,
    project_id bigint NOT NULL,
    kind character varying(24) NOT NULL,
    text character varying(140) NOT NULL,
    amount double precision,
    state character varying(24) NOT NULL,
    confirmed_by character varying(80) NOT NULL,
    confirmed_on date,
    removed boolean NOT NULL,
    version integer NOT NULL,
    origin_key character varying(60) DEFAULT ''::character varying NOT NULL
);
CREATE TABLE public.calendar_link (
    team_id bigint NOT NULL,
    id bigint NOT NULL,
    name character varying(60) NOT NULL,
    token_hash character varying(64) NOT NULL,
    seen_at timestamp with time zone,
    revoked_at timestamp with time zone,
    version integer NOT NULL
);
CREATE TABLE public.choice (
    name character varying(60) NOT NULL,
    value json NOT NULL,
    author character varying(80) NOT NULL,
    at timestamp with time zone NOT NULL,
    version integer NOT NULL
);
CREATE TABLE public.computer (
    team_id bigint NOT NULL,
    id bigint NOT NULL,
    name character varying(60) NOT NULL,
    token_hash character varying(64) NOT NULL,
    enrolled_at timestamp with time zone NOT NULL,
    enrolled_by character varying(80) NOT NULL,
    last_seen_at timestamp with time zone,
    revoked_at timestamp with time zone,
    version integer NOT NULL
);
CREATE TABLE public.confidence (
    team_id bigint NOT NULL,
    id bigint NOT NULL,
    "on" date NOT NULL,
    is_coach boolean NOT NULL,
    who bigint NOT NULL,
    score integer NOT NULL
);
CREATE TABLE public.data_point (
    team_id bigint NOT NULL,
    measure_id bigint NOT NULL,
    week date NOT NULL,
    value double precision,
    numerator double precision,
    denominator double precision,
    status character varying(24) NOT NULL,
    waiting_for character varying(60) NOT NULL,
    note character varying(200) NOT NULL,
    version integer NOT NULL,
    recorded_on date,
    doubt character varying(200) DEFAULT ''::character varying NOT NULL,
    CONSTRAINT ck_data_point_missing_is_not_in_yet CHECK (((value IS NULL) = (((status)::text = 'not_in_yet'::text) OR ((status)::text = 'nothing_to_count'::text))))
);
CREATE TABLE public.day_mark (
    team_id bigint NOT NULL,
    measure_id bigint NOT NULL,
    day date NOT NULL,
    count integer NOT NULL,
    note character varying(200) NOT NULL,
    version integer NOT NULL
);
CREATE TABLE public.display (
    team_id bigint NOT NULL,
    id bigint NOT NULL,
    name character varying(60) NOT NULL,
    place character varying(60) NOT NULL,
    token_hash character varying(64) NOT NULL,
    overview_seconds integer NOT NULL,
    focus_seconds integer NOT NULL,
    dark_from time without time zone NOT NULL,
    dark_until time without time zone NOT NULL,
    last_seen_at timestamp with time zone,
    revoked_at timestamp with time zone,
    version integer NOT NULL,
    face character varying(24) DEFAULT 'staff'::character varying NOT NULL,
    told_at timestamp with time zone,
    painted_at timestamp with time zone,
    painted_revision bigint,
    viewport_width integer,
    viewport_height integer,
    text_px double precision
);
CREATE TABLE public.escalation_move (
    team_id bigint NOT NULL,
    id bigint NOT NULL,
    action_id bigint NOT NULL,
    state character varying(24) NOT NULL,
    "on" date NOT NULL,
    to_team_id bigint NOT NULL,
    words text NOT NULL
);
CREATE TABLE public.exclusion (
    team_id bigint NOT NULL,
    id bigint NOT NULL,
    measure_id bigint NOT NULL,
    week date NOT NULL,
    reason character varying(200) NOT NULL,
    removed boolean NOT NULL
);
CREATE TABLE public.history (
    team_id bigint NOT NULL,
    revision bigint NOT NULL,
    at timestamp with time zone NOT NULL,
    actor_id bigint,
    actor_name character varying(80) NOT NULL,
    verb character varying(40) NOT NULL,
    noun character varying(24) NOT NULL,
    row_key character varying(60) NOT NULL,
    before json,
    after json,
    reason text NOT NULL,
    batch bigint
);
CREATE TABLE public.huddle (
    team_id bigint NOT NULL,
    id bigint NOT NULL,
    held_on date NOT NULL,
    minutes integer,
    people integer,
    professions character varying(200) NOT NULL,
    notes text NOT NULL,
    celebration character varying(90) NOT NULL,
    version integer NOT NULL,
    questions text DEFAULT ''::text NOT NULL,
    opened_at timestamp with time zone,
    closed_at timestamp with time zone,
    section character varying(24) DEFAULT ''::character varying NOT NULL,
    section_at timestamp with time zone,
    project_id bigint,
    on_wall boolean DEFAULT false NOT NULL
);
CREATE TABLE public.link (
    token_hash character varying(64) NOT NULL,
    team_id bigint NOT NULL
);
CREATE TABLE public.measure (
    team_id bigint NOT NULL,
    id bigint NOT NULL,
    name character varying(60) NOT NULL,
    short_name character varying(40) NOT NULL,
    domain character varying(24) NOT NULL,
    unit character varying(40) NOT NULL,
    decimals integer,
    direction character varying(24) NOT NULL,
    target double precision,
    definition text NOT NULL,
    source character varying(200) NOT NULL,
    data_owner character varying(200) NOT NULL,
    cadence_weeks integer NOT NULL,
    rules character varying(24),
    factor double precision NOT NULL,
    library_key character varying(40) NOT NULL,
    "position" integer NOT NULL,
    on_wall boolean NOT NULL,
    removed boolean NOT NULL,
    version integer NOT NULL,
    chart character varying(24),
    screening boolean DEFAULT true NOT NULL,
    kind character varying(24) DEFAULT 'weekly'::character varying NOT NULL,
    out_of character varying(40) DEFAULT ''::character varying NOT NULL,
    began_on date,
    retired_on date,
    public boolean,
    out_of_id bigint,
    line_rests_until date
);
CREATE TABLE public.measure_part (
    team_id bigint NOT NULL,
    measure_id bigint NOT NULL,
    part_id bigint NOT NULL,
    role character varying(24) NOT NULL,
    weight double precision NOT NULL
);
CREATE TABLE public.member (
    team_id bigint NOT NULL,
    id bigint NOT NULL,
    name character varying(80) NOT NULL,
    initials character varying(4) NOT NULL,
    job character varying(60) NOT NULL,
    "left" boolean NOT NULL,
    version integer NOT NULL
);
CREATE TABLE public.organisation (
    id bigint NOT NULL,
    name character varying(120) NOT NULL,
    is_demo boolean NOT NULL
);
CREATE SEQUENCE public.organisation_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.organisation_id_seq OWNED BY public.organisation.id;
CREATE TABLE public.pairing (
    code character varying(8) NOT NULL,
    token_hash character varying(64) NOT NULL,
    asked_at timestamp with time zone NOT NULL
);
CREATE TABLE public.pdsa_cycle (
    team_id bigint NOT NULL,
    id bigint NOT NULL,
    project_id bigint NOT NULL,
    number integer NOT NULL,
    step character varying(24) NOT NULL,
    started_on date NOT NULL,
    plan text NOT NULL,
    prediction text NOT NULL,
    saw text NOT NULL,
    learned text NOT NULL,
    decision character varying(24),
    version integer NOT NULL
);
CREATE TABLE public.peer_question (
    team_id bigint NOT NULL,
    id bigint NOT NULL,
    project_id bigint,
    text text NOT NULL,
    author character varying(80) NOT NULL,
    asked_on date NOT NULL,
    answer text NOT NULL,
    answered_by character varying(80) NOT NULL,
    answered_on date,
    removed boolean NOT NULL,
    version integer NOT NULL
);
CREATE TABLE public.pin (
    team_id bigint NOT NULL,
    pin_hash character varying(200) NOT NULL,
    set_at timestamp with time zone NOT NULL,
    version integer NOT NULL
);
CREATE TABLE public.project (
    team_id bigint NOT NULL,
    id bigint NOT NULL,
    title character varying(60) NOT NULL,
    aim text NOT NULL,
    change_idea text NOT NULL,
    next_step text NOT NULL,
    blocked_reason character varying(200) NOT NULL,
    benefit character varying(40) NOT NULL,
    holds_when character varying(200) NOT NULL,
    votes integer NOT NULL,
    owner_id bigint,
    removed boolean NOT NULL,
    version integer NOT NULL,
    aim_for character varying(80) DEFAULT ''::character varying NOT NULL,
    aim_by date,
    theme character varying(40) DEFAULT ''::character varying NOT NULL,
    public boolean DEFAULT false NOT NULL,
    scheme_state character varying(24) DEFAULT 'active'::character varying NOT NULL,
    origin_team_id bigint,
    origin_project_id bigint
);
CREATE TABLE public.project_measure (
    team_id bigint NOT NULL,
    project_id bigint NOT NULL,
    measure_id bigint NOT NULL,
    role character varying(24) NOT NULL
);
CREATE TABLE public.promise (
    team_id bigint NOT NULL,
    id bigint NOT NULL,
    visit_id bigint NOT NULL,
    text character varying(200) NOT NULL,
    by date,
    kept_on date,
    removed boolean NOT NULL,
    version integer NOT NULL
);
CREATE TABLE public.quality_impact (
    team_id bigint NOT NULL,
    project_id bigint NOT NULL,
    safety text NOT NULL,
    quality text NOT NULL,
    experience text NOT NULL,
    checked_by character varying(80) NOT NULL,
    checked_on date,
    version integer NOT NULL,
    medical_by character varying(80) DEFAULT ''::character varying NOT NULL,
    medical_on date,
    nursing_by character varying(80) DEFAULT ''::character varying NOT NULL,
    nursing_on date,
    medical_account_id bigint,
    medical_recorded_by character varying(80) DEFAULT ''::character varying NOT NULL,
    nursing_account_id bigint,
    nursing_recorded_by character varying(80) DEFAULT ''::character varying NOT NULL
);
CREATE TABLE public.rebase (
    team_id bigint NOT NULL,
    id bigint NOT NULL,
    measure_id bigint NOT NULL,
    week date NOT NULL,
    reason character varying(200) NOT NULL,
    removed boolean NOT NULL
);
CREATE TABLE public.receipt (
    team_id bigint NOT NULL,
    key character varying(64) NOT NULL,
    row_id bigint NOT NULL,
    at timestamp with time zone NOT NULL
);
CREATE TABLE public.report (
    id bigint NOT NULL,
    team_id bigint NOT NULL,
    kind character varying(24) NOT NULL,
    audience character varying(24) NOT NULL,
    state character varying(24) NOT NULL,
    title character varying(160) NOT NULL,
    day date NOT NULL,
    teams text NOT NULL,
    slot character varying(40),
    mail boolean NOT NULL,
    asked_at timestamp with time zone NOT NULL,
    asked_by character varying(80) NOT NULL,
    asked_key character varying(80) NOT NULL,
    done integer NOT NULL,
    of integer NOT NULL,
    beat_at timestamp with time zone,
    made_at timestamp with time zone,
    revision bigint NOT NULL
);
CREATE TABLE public.report_file (
    report_id bigint NOT NULL,
    format character varying(24) NOT NULL,
    content bytea NOT NULL,
    team_id bigint NOT NULL
);
CREATE SEQUENCE public.report_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.report_id_seq OWNED BY public.report.id;
CREATE TABLE public.schedule (
    team_id bigint NOT NULL,
    id bigint NOT NULL,
    kind character varying(24) NOT NULL,
    audience character varying(24) NOT NULL,
    weekday integer NOT NULL,
    at time without time zone NOT NULL,
    mail boolean DEFAULT false NOT NULL,
    since date NOT NULL,
    removed boolean NOT NULL,
    version integer NOT NULL
);
CREATE TABLE public.secret (
    name character varying(24) NOT NULL,
    value character varying(128) NOT NULL
);
CREATE TABLE public.sign_in (
    id bigint NOT NULL,
    token_hash character varying(64) NOT NULL,
    account_id bigint,
    team_id bigint,
    member_id bigint,
    computer_id bigint,
    browser character varying(120) NOT NULL,
    started_at timestamp with time zone NOT NULL,
    seen_at timestamp with time zone NOT NULL,
    ended_at timestamp with time zone
);
CREATE SEQUENCE public.sign_in_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.sign_in_id_seq OWNED BY public.sign_in.id;
CREATE TABLE public.site (
    id bigint NOT NULL,
    organisation_id bigint NOT NULL,
    name character varying(120) NOT NULL
);
CREATE SEQUENCE public.site_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.site_id_seq OWNED BY public.site.id;
CREATE TABLE public.source (
    id bigint NOT NULL,
    name character varying(60) NOT NULL,
    token_hash character varying(64) NOT NULL,
    may_read boolean DEFAULT false NOT NULL,
    may_write boolean DEFAULT false NOT NULL,
    site_id bigint,
    organisation_id bigint,
    measures text NOT NULL,
    expires_on date NOT NULL,
    made_by character varying(80) NOT NULL,
    made_at timestamp with time zone NOT NULL,
    withdrawn_by character varying(80) NOT NULL,
    withdrawn_at timestamp with time zone,
    last_used_at timestamp with time zone
);
CREATE SEQUENCE public.source_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.source_id_seq OWNED BY public.source.id;
CREATE TABLE public.source_team (
    team_id bigint NOT NULL,
    source_id bigint NOT NULL,
    name character varying(60) NOT NULL,
    may_read boolean DEFAULT false NOT NULL,
    may_write boolean DEFAULT false NOT NULL,
    version integer NOT NULL
);
CREATE TABLE public.stage_move (
    team_id bigint NOT NULL,
    id bigint NOT NULL,
    project_id bigint NOT NULL,
    from_stage character varying(24),
    to_stage character varying(24) NOT NULL,
    moved_on date NOT NULL,
    reason character varying(200) NOT NULL
);
CREATE TABLE public.story (
    team_id bigint NOT NULL,
    id bigint NOT NULL,
    project_id bigint NOT NULL,
    heading character varying(120) NOT NULL,
    text text NOT NULL,
    quote text NOT NULL,
    quote_by character varying(80) NOT NULL,
    published_on date,
    removed boolean NOT NULL,
    version integer NOT NULL
);
CREATE TABLE public.team (
    id bigint NOT NULL,
    site_id bigint NOT NULL,
    parent_id bigint,
    slug character varying(60) NOT NULL,
    name character varying(60) NOT NULL,
    vision character varying(200) NOT NULL,
    timezone character varying(40) NOT NULL,
    week_ends_on integer NOT NULL,
    huddle_weekday integer NOT NULL,
    huddle_time time without time zone NOT NULL,
    idea_lane character varying(24) NOT NULL,
    testing_lane character varying(24) NOT NULL,
    embedded_lane character varying(24) NOT NULL,
    testing_limit integer NOT NULL,
    stuck_after_days integer NOT NULL,
    version integer NOT NULL,
    public_words boolean DEFAULT false NOT NULL,
    programme character varying(60) DEFAULT ''::character varying NOT NULL,
    wave integer,
    started_on date,
    paused_on date,
    paused_reason character varying(200) DEFAULT ''::character varying NOT NULL,
    closed_week date,
    steps_dismissed boolean DEFAULT false NOT NULL,
    stand_in character varying(200) DEFAULT ''::character varying NOT NULL,
    shares_tests boolean DEFAULT false NOT NULL
);
CREATE TABLE public.team_grant (
    team_id bigint NOT NULL,
    account_id bigint NOT NULL,
    role character varying(24) NOT NULL,
    may_edit boolean DEFAULT false NOT NULL,
    version integer NOT NULL
);
CREATE SEQUENCE public.team_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.team_id_seq OWNED BY public.team.id;
CREATE TABLE public.team_revision (
    team_id bigint NOT NULL,
    revision bigint NOT NULL,
    stamp bigint NOT NULL
);
CREATE TABLE public.team_summary (
    team_id bigint NOT NULL,
    revision bigint NOT NULL,
    week date NOT NULL,
    build character varying(16) NOT NULL,
    content json NOT NULL
);
CREATE TABLE public.visit (
    team_id bigint NOT NULL,
    id bigint NOT NULL,
    "on" date NOT NULL,
    occasion character varying(24) NOT NULL,
    level character varying(24) NOT NULL,
    author character varying(80) NOT NULL,
    author_key character varying(60) NOT NULL,
    asked text NOT NULL,
    next_step text NOT NULL,
    private boolean NOT NULL,
    removed boolean NOT NULL,
    version integer NOT NULL
);
ALTER TABLE ONLY public.account ALTER COLUMN id SET DEFAULT nextval('public.account_id_seq'::regclass);
ALTER TABLE ONLY public.audit_line ALTER COLUMN id SET DEFAULT nextval('public.audit_line_id_seq'::regclass);
ALTER TABLE ONLY public.organisation ALTER COLUMN id SET DEFAULT nextval('public.organisation_id_seq'::regclass);
ALTER TABLE ONLY public.report ALTER COLUMN id SET DEFAULT nextval('public.report_id_seq'::regclass);
ALTER TABLE ONLY public.sign_in ALTER COLUMN id SET DEFAULT nextval('public.sign_in_id_seq'::regclass);
ALTER TABLE ONLY public.site ALTER COLUMN id SET DEFAULT nextval('public.site_id_seq'::regclass);
ALTER TABLE ONLY public.source ALTER COLUMN id SET DEFAULT nextval('public.source_id_seq'::regclass);
ALTER TABLE ONLY public.team ALTER COLUMN id SET DEFAULT nextval('public.team_id_seq'::regclass);
INSERT INTO public.action VALUES (1, 4, 'Order new bed sensors', NULL, NULL, '2026-11-18', NULL, NULL, false, 1, NULL, NULL, 0);
INSERT INTO public.action VALUES (5, 3, 'A second porter', NULL, NULL, '2026-11-18', NULL, NULL, false, 1, NULL, NULL, 0);
INSERT INTO public.action VALUES (2, 32, 'Order 46 slings', NULL, NULL, '2026-11-18', NULL, NULL, false, 1, NULL, NULL, 0);
INSERT INTO public.action VALUES (5, 7, 'A second porter', NULL, NULL, '2026-11-18', NULL, NULL, false, 1, NULL, NULL, 0);
INSERT INTO public.action VALUES (2, 42, 'Order 11 slings', NULL, NULL, '2026-11-18', NULL, NULL, false, 1, NULL, NULL, 0);
INSERT INTO public.action VALUES (5, 11, 'A second porter', NULL, NULL, '2026-11-18', NULL, NULL, false, 1, NULL, NULL, 0);
INSERT INTO public.action VALUES (2, 71, 'Order 29 slings', NULL, NULL, '2026-11-18', NULL, NULL, false, 1, NULL, NULL, 0);
INSERT INTO public.action VALUES (5, 14, 'A second porter', NULL, NULL, '2026-11-18', NULL, NULL, false, 1, NULL, NULL, 0);
INSERT INTO public.action VALUES (5, 17, 'A second porter', NULL, NULL, '2026-11-18', NULL, NULL, false, 1, NULL, NULL, 0);
INSERT INTO public.action VALUES (5, 19, 'A second porter', NULL, NULL, '2026-11-18', NULL, NULL, false, 1, NULL, NULL, 0);
INSERT INTO public.action VALUES (2, 100, 'Order 40 slings', NULL, NULL, '2026-11-18', NULL, NULL, false, 1, NULL, NULL, 0);
INSERT INTO public.action VALUES (5, 22, 'A second porter', NULL, NULL, '2026-11-18', NULL, NULL, false, 1, NULL, NULL, 0);
INSERT INTO public.action VALUES (5, 24, 'A second porter', NULL, NULL, '2026-11-18', NULL, NULL, false, 1, NULL, NULL, 0);
INSERT INTO public.action VALUES (2, 118, 'Order 68 slings', NULL, NULL, '2026-11-18', NULL, NULL, false, 1, NULL, NULL, 0);
INSERT INTO public.alembic_version VALUES ('0015');
INSERT INTO public.asker VALUES (3, 5);
INSERT INTO public.asker VALUES (4, 5);
INSERT INTO public.asker VALUES (3, 2);
INSERT INTO public.baseline VALUES (2, 88, 64, '2026-07-26', '2026-09-20', 'Before', false);
INSERT INTO public.data_point VALUES (2, 33, '2026-11-15', 9, NULL, NULL, 'final', 'finance', '', 1, '2026-11-18', '');
INSERT INTO public.data_point VALUES (2, 48, '2026-11-15', NULL, NULL, NULL, 'not_in_yet', 'finance', '', 1, NULL, '');
INSERT INTO public.data_point VALUES (2, 89, '2026-11-01', 4, NULL, NULL, 'final', '', '', 2, '2026-11-18', '');
INSERT INTO public.data_point VALUES (2, 89, '2026-11-08', 7, NULL, NULL, 'final', '', '', 2, '2026-11-18', '');
INSERT INTO public.data_point VALUES (2, 89, '2026-11-15', 3, NULL, NULL, 'final', '', '', 2, '2026-11-18', '');
INSERT INTO public.data_point VALUES (2, 90, '2026-11-01', 4, NULL, NULL, 'final', '', '', 2, '2026-11-18', '');
INSERT INTO public.data_point VALUES (2, 90, '2026-11-08', 7, NULL, NULL, 'final', '', '', 2, '2026-11-18', '');
INSERT INTO public.data_point VALUES (2, 90, '2026-11-15', 9, NULL, NULL, 'final', 'finance', '', 5, '2026-11-18', '');
INSERT INTO public.day_mark VALUES (2, 3, '2026-11-17', 1, '', 1);
INSERT INTO public.day_mark VALUES (2, 3, '2026-11-16', 0, '', 1);
INSERT INTO public.day_mark VALUES (2, 3, '2026-11-15', 1, '', 1);
INSERT INTO public.day_mark VALUES (2, 3, '2026-11-14', 0, '', 1);
INSERT INTO public.day_mark VALUES (2, 3, '2026-11-13', 1, '', 1);
INSERT INTO public.day_mark VALUES (2, 3, '2026-11-12', 0, '', 1);
INSERT INTO public.escalation_move VALUES (5, 4, 3, 'waiting', '2026-11-18', 3, 'Nobody on Sundays');
INSERT INTO public.escalation_move VALUES (5, 5, 3, 'sent_higher', '2026-11-18', 4, 'Not ours');
INSERT INTO public.escalation_move VALUES (5, 6, 3, 'answered', '2026-11-18', 4, 'From December');
INSERT INTO public.escalation_move VALUES (5, 8, 7, 'waiting', '2026-11-18', 3, 'Nobody on Sundays');
INSERT INTO public.escalation_move VALUES (5, 9, 7, 'sent_higher', '2026-11-18', 4, 'Not ours');
INSERT INTO public.escalation_move VALUES (5, 10, 7, 'answered', '2026-11-18', 4, 'From December');
INSERT INTO public.escalation_move VALUES (2, 35, 32, 'waiting', '2026-11-18', 3, 'We cannot settle it');
INSERT INTO public.escalation_move VALUES (2, 41, 32, 'answered', '2026-11-18', 3, 'Answer 0.40296206595566275');
INSERT INTO public.escalation_move VALUES (5, 12, 11, 'waiting', '2026-11-18', 3, 'Nobody on Sundays');
INSERT INTO public.escalation_move VALUES (5, 13, 11, 'answered', '2026-11-18', 3, 'From December');
INSERT INTO public.escalation_move VALUES (5, 15, 14, 'waiting', '2026-11-18', 3, 'Nobody on Sundays');
INSERT INTO public.escalation_move VALUES (5, 16, 14, 'answered', '2026-11-18', 3, 'From December');
INSERT INTO public.escalation_move VALUES (5, 18, 17, 'waiting', '2026-11-18', 3, 'Nobody on Sundays');
INSERT INTO public.escalation_move VALUES (5, 20, 19, 'waiting', '2026-11-18', 3, 'Nobody on Sundays');
INSERT INTO public.escalation_move VALUES (5, 21, 19, 'answered', '2026-11-18', 3, 'From December');
INSERT INTO public.escalation_move VALUES (2, 99, 42, 'waiting', '2026-11-18', 3, 'We cannot settle it');
INSERT INTO public.escalation_move VALUES (2, 101, 100, 'waiting', '2026-11-18', 3, 'We cannot settle it');
INSERT INTO public.escalation_move VALUES (5, 23, 22, 'waiting', '2026-11-18', 3, 'Nobody on Sundays');
INSERT INTO public.escalation_move VALUES (5, 25, 24, 'waiting', '2026-11-18', 3, 'Nobody on Sundays');
INSERT INTO public.escalation_move VALUES (5, 26, 24, 'answered', '2026-11-18', 3, 'From December');
INSERT INTO public.history VALUES (1, 1, '2026-11-18 09:30:00+00', NULL, 'Jo Douglas', 'add team', 'team', '1', 'null', '{"id": 1, "site_id": 1, "parent_id": null, "slug": "ward-7a", "name": "Ward 7A", "vision": "", "timezone": "Europe/London", "week_ends_on": 6, "huddle_weekday": 1, "huddle_time": "10:00:00", "idea_lane": "Ideas", "testing_lane": "Testing", "embedded_lane": "Embedded", "public_words": false, "shares_tests": false, "testing_limit": 4, "stuck_after_days": 42, "programme": "", "wave": null, "started_on": null, "paused_on": null, "paused_reason": "", "closed_week": null, "steps_dismissed": false, "stand_in": "", "version": 1}', '', NULL);
INSERT INTO public.history VALUES (1, 2, '2026-11-18 09:30:00+00', NULL, 'Jo Douglas', 'add member', 'member', '2', 'null', '{"team_id": 1, "id": 2, "name": "Jo Douglas", "initials": "JD", "job": "", "left": false, "version": 1}', '', NULL);
INSERT INTO public.history VALUES (1, 3, '2026-11-18 09:30:00+00', 2, 'Jo Douglas', 'add measure', 'measure', '3', 'null', '{"team_id": 1, "id": 3, "name": "Falls", "short_name": "", "domain": "safety", "unit": "", "decimals": null, "direction": "decrease", "target": null, "definition": "", "source": "", "data_owner": "", "cadence_weeks": 1, "rules": null, "chart": null, "screening": true, "kind": "weekly", "out_of": "", "out_of_id": null, "began_on": null, "retired_on": null, "line_rests_until": null, "factor": 1.0, "library_key": "", "position": 1, "public": null, "on_wall": true, "removed": false, "version": 1}', '', NULL);
INSERT INTO public.history VALUES (1, 4, '2026-11-18 09:30:00+00', 2, 'Jo Douglas', 'raise action', 'action', '4', 'null', '{"team_id": 1, "id": 4, "text": "Order new bed sensors", "owner_id": null, "project_id": null, "raised_on": "2026-11-18", "due": null, "done_on": null, "repeat_weeks": null, "follows_id": null, "carried": 0, "removed": false, "version": 1}', '', NULL);
INSERT INTO public.history VALUES (2, 1, '2026-11-18 09:30:00+00', NULL, 'Jo Douglas', 'add team', 'team', '2', 'null', '{"id": 2, "site_id": 1, "parent_id": null, "slug": "ward-7a-2", "name": "Ward 7A", "vision": "", "timezone": "Europe/London", "week_ends_on": 6, "huddle_weekday": 1, "huddle_time": "10:00:00", "idea_lane": "Ideas", "testing_lane": "Testing", "embedded_lane": "Embedded", "public_words": false, "shares_tests": false, "testing_limit": 4, "stuck_after_days": 42, "programme": "", "wave": null, "started_on": null, "paused_on": null, "paused_reason": "", "closed_week": null, "steps_dismissed": false, "stand_in": "", "version": 1}', '', NULL);
INSERT INTO public.history VALUES (2, 2, '2026-11-18 09:30:00+00', NULL, 'Jo Douglas', 'add member', 'member', '2', 'null', '{"team_id": 2, "id": 2, "name": "Jo Douglas", "initials": "JD", "job": "", "left": false, "version": 1}', '', NULL);
INSERT INTO public.history VALUES (2, 3, '2026-11-18 09:30:00+00', 2, 'Jo Douglas', 'add measure', 'measure', '3', 'null', '{"team_id": 2, "id": 3, "name": "Falls", "short_name": "", "domain": "safety", "unit": "", "decimals": null, "direction": "decrease", "target": null, "definition": "", "source": "", "data_owner": "", "cadence_weeks": 1, "rules": null, "chart": null, "screening": true, "kind": "weekly", "out_of": "", "out_of_id": null, "began_on": null, "retired_on": null, "line_rests_until": null, "factor": 1.0, "library_key": "", "position": 1, "public": null, "on_wall": true, "removed": false, "version": 1}', '', NULL);
INSERT INTO public.history VALUES (3, 1, '2026-11-18 00:00:00+00', NULL, 'Demo data', 'add team', 'team', '3', 'null', '{"id": 3, "site_id": 1, "parent_id": null, "slug": "division", "name": "Division", "vision": "", "timezone": "Europe/London", "week_ends_on": 6, "huddle_weekday": 1, "huddle_time": "10:00:00", "idea_lane": "Ideas", "testing_lane": "Testing", "embedded_lane": "Embedded", "public_words": false, "shares_tests": false, "testing_limit": 4, "stuck_after_days": 42, "programme": "", "wave": null, "started_on": null, "paused_on": null, "paused_reason": "", "closed_week": null, "steps_dismissed": false, "stand_in": "", "version": 1}', '', NULL);
INSERT INTO public.history VALUES (4, 1, '2026-11-18 00:00:00+00', NULL, 'Demo data', 'add team', 'team', '4', 'null', '{"id": 4, "site_id": 1, "parent_id": null, "slug": "executive-team", "name": "Executive team", "vision": "", "timezone": "Europe/London", "week_ends_on": 6, "huddle_weekday": 1, "huddle_time": "10:00:00", "idea_lane": "Ideas", "testing_lane": "Testing", "embedded_lane": "Embedded", "public_words": false, "shares_tests": false, "testing_limit": 4, "stuck_after_days": 42, "programme": "", "wave": null, "started_on": null, "paused_on": null, "paused_reason": "", "closed_week": null, "steps_dismissed": false, "stand_in": "", "version": 1}', '', NULL);
INSERT INTO public.history VALUES (5, 1, '2026-11-18 00:00:00+00', NULL, 'Demo data', 'add team', 'team', '5', 'null', '{"id": 5, "site_id": 1, "parent_id": null, "slug": "ward-7b", "name": "Ward 7B", "vision": "", "timezone": "Europe/London", "week_ends_on": 6, "huddle_weekday": 1, "huddle_time": "10:00:00", "idea_lane": "Ideas", "testing_lane": "Testing", "embedded_lane": "Embedded", "public_words": false, "shares_tests": false, "testing_limit": 4, "stuck_after_days": 42, "programme": "", "wave": null, "started_on": null, "paused_on": null, "paused_reason": "", "closed_week": null, "steps_dismissed": false, "stand_in": "", "version": 1}', '', NULL);
INSERT INTO public.history VALUES (2, 4, '2026-11-18 00:00:00+00', NULL, 'Demo data', 'change team', 'team', '2', '{"id": 2, "site_id": 1, "parent_id": null, "slug": "ward-7a-2", "name": "Ward 7A", "vision": "", "timezone": "Europe/London", "week_ends_on": 6, "huddle_weekday": 1, "huddle_time": "10:00:00", "idea_lane": "Ideas", "testing_lane": "Testing", "embedded_lane": "Embedded", "public_words": false, "shares_tests": false, "testing_limit": 4, "stuck_after_days": 42, "programme": "", "wave": null, "started_on": null, "paused_on": null, "paused_reason": "", "closed_week": null, "steps_dismissed": false, "stand_in": "", "version": 1}', '{"id": 2, "site_id": 1, "parent_id": 3, "slug": "ward-7a-2", "name": "Ward 7A", "vision": "", "timezone": "Europe/London", "week_ends_on": 6, "huddle_weekday": 1, "huddle_time": "10:00:00", "idea_lane": "Ideas", "testing_lane": "Testing", "embedded_lane": "Embedded", "public_words": false, "shares_tests": false, "testing_limit": 4, "stuck_after_days": 42, "programme": "", "wave": null, "started_on": null, "paused_on": null, "paused_reason": "", "closed_week": null, "steps_dismissed": false, "stand_in": "", "version": 2}', '', NULL);
INSERT INTO public.history VALUES (5, 2, '2026-11-18 00:00:00+00', NULL, 'Demo data', 'change team', 'team', '5', '{"id": 5, "site_id": 1, "parent_id": null, "slug": "ward-7b", "name": "Ward 7B", "vision": "", "timezone": "Europe/London", "week_ends_on": 6, "huddle_weekday": 1, "huddle_time": "10:00:00", "idea_lane": "Ideas", "testing_lane": "Testing", "embedded_lane": "Embedded", "public_words": false, "shares_tests": false, "testing_limit": 4, "stuck_after_days": 42, "programme": "", "wave": null, "started_on": null, "paused_on": null, "paused_reason": "", "closed_week": null, "steps_dismissed": false, "stand_in": "", "version": 1}', '{"id": 5, "site_id": 1, "parent_id": 3, "slug": "ward-7b", "name": "Ward 7B", "vision": "", "timezone": "Europe/London", "week_ends_on": 6, "huddle_weekday": 1, "huddle_time": "10:00:00", "idea_lane": "Ideas", "testing_lane": "Testing", "embedded_lane": "Embedded", "public_words": false, "shares_tests": false, "testing_limit": 4, "stuck_after_days": 42, "programme": "", "wave": null, "started_on": null, "paused_on": null, "paused_reason": "", "closed_week": null, "steps_dismissed": false, "stand_in": "", "version": 2}', '', NULL);
INSERT INTO public.history VALUES (3, 2, '2026-11-18 00:00:00+00', NULL, 'Demo data', 'change team', 'team', '3', '{"id": 3, "site_id": 1, "parent_id": null, "slug": "division", "name": "Division", "vision": "", "timezone": "Europe/London", "week_ends_on": 6, "huddle_weekday": 1, "huddle_time": "10:00:00", "idea_lane": "Ideas", "testing_lane": "Testing", "embedded_lane": "Embedded", "public_words": false, "shares_tests": false, "testing_limit": 4, "stuck_after_days": 42, "programme": "", "wave": null, "started_on": null, "paused_on": null, "paused_reason": "", "closed_week": null, "steps_dismissed": false, "stand_in": "", "version": 1}', '{"id": 3, "site_id": 1, "parent_id": 4, "slug": "division", "name": "Division", "vision": "", "timezone": "Europe/London", "week_ends_on": 6, "huddle_weekday": 1, "huddle_time": "10:00:00", "idea_lane": "Ideas", "testing_lane": "Testing", "embedded_lane": "Embedded", "public_words": false, "shares_tests": false, "testing_limit": 4, "stuck_after_days": 42, "programme": "", "wave": null, "started_on": null, "paused_on": null, "paused_reason": "", "closed_week": null, "steps_dismissed": false, "stand_in": "", "version": 2}', '', NULL);
INSERT INTO public.history VALUES (2, 5, '2026-11-18 15:45:00+00', NULL, 'Demo data', 'change measure', 'measure', '3', '{"team_id": 2, "id": 3, "name": "Falls", "short_name": "", "domain": "safety", "unit": "", "decimals": null, "direction": "decrease", "target": null, "definition": "", "source": "", "data_owner": "", "cadence_weeks": 1, "rules": null, "chart": null, "screening": true, "kind": "weekly", "out_of": "", "out_of_id": null, "began_on": null, "retired_on": null, "line_rests_until": null, "factor": 1.0, "library_key": "", "position": 1, "public": null, "on_wall": true, "removed": false, "version": 1}', '{"team_id": 2, "id": 3, "name": "Falls", "short_name": "", "domain": "safety", "unit": "", "decimals": null, "direction": "decrease", "target": null, "definition": "", "source": "", "data_owner": "", "cadence_weeks": 1, "rules": null, "chart": null, "screening": true, "kind": "safety_cross", "out_of": "", "out_of_id": null, "began_on": "2026-11-09", "retired_on": null, "line_rests_until": null, "factor": 1.0, "library_key": "", "position": 1, "public": null, "on_wall": true, "removed": false, "version": 2}', '', NULL);
INSERT INTO public.history VALUES (2, 6, '2026-11-18 11:38:00+00', NULL, 'Demo data', 'mark day', 'day_mark', '3:2026-11-18', 'null', '{"team_id": 2, "measure_id": 3, "day": "2026-11-18", "count": 0, "note": "", "version": 1}', '', NULL);
INSERT INTO public.history VALUES (2, 7, '2026-11-18 10:32:00+00', NULL, 'Demo data', 'mark day', 'day_mark', '3:2026-11-17', 'null', '{"team_id": 2, "measure_id": 3, "day": "2026-11-17", "count": 1, "note": "", "version": 1}', '', NULL);
INSERT INTO public.history VALUES (2, 8, '2026-11-18 10:08:00+00', NULL, 'Demo data', 'mark day', 'day_mark', '3:2026-11-16', 'null', '{"team_id": 2, "measure_id": 3, "day": "2026-11-16", "count": 0, "note": "", "version": 1}', '', NULL);
INSERT INTO public.history VALUES (2, 9, '2026-11-18 09:20:00+00', NULL, 'Demo data', 'mark day', 'day_mark', '3:2026-11-15', 'null', '{"team_id": 2, "measure_id": 3, "day": "2026-11-15", "count": 1, "note": "", "version": 1}', '', NULL);
INSERT INTO public.history VALUES (2, 10, '2026-11-18 15:51:00+00', NULL, 'Demo data', 'mark day', 'day_mark', '3:2026-11-14', 'null', '{"team_id": 2, "measure_id": 3, "day": "2026-11-14", "count": 0, "note": "", "version": 1}', '', NULL);
INSERT INTO public.history VALUES (2, 11, '2026-11-18 18:22:00+00', NULL, 'Demo data', 'mark day', 'day_mark', '3:2026-11-13', 'null', '{"team_id": 2, "measure_id": 3, "day": "2026-11-13", "count": 1, "note": "", "version": 1}', '', NULL);
INSERT INTO public.history VALUES (2, 12, '2026-11-18 13:56:00+00', NULL, 'Demo data', 'mark day', 'day_mark', '3:2026-11-12', 'null', '{"team_id": 2, "measure_id": 3, "day": "2026-11-12", "count": 0, "note": "", "version": 1}', '', NULL);
INSERT INTO public.history VALUES (2, 13, '2026-11-18 10:00:00+00', NULL, 'Demo data', 'unmark day', 'day_mark', '3:2026-11-18', '{"team_id": 2, "measure_id": 3, "day": "2026-11-18", "count": 0, "note": "", "version": 1}', 'null', '', NULL);
INSERT INTO public.history VALUES (2, 14, '2026-11-18 11:56:00+00', NULL, 'Demo data', 'change measure', 'measure', '3', '{"team_id": 2, "id": 3, "name": "Falls", "short_name": "", "domain": "safety", "unit": "", "decimals": null, "direction": "decrease", "target": null, "definition": "", "source": "", "data_owner": "", "cadence_weeks": 1, "rules": null, "chart": null, "screening": true, "kind": "safety_cross", "out_of": "", "out_of_id": null, "began_on": "2026-11-09", "retired_on": null, "line_rests_until": null, "factor": 1.0, "library_key": "", "position": 1, "public": null, "on_wall": true, "removed": false, "version": 2}', '{"team_id": 2, "id": 3, "name": "Falls", "short_name": "", "domain": "safety", "unit": "", "decimals": null, "direction": "decrease", "target": null, "definition": "", "source": "", "data_owner": "", "cadence_weeks": 1, "rules": null, "chart": null, "screening": true, "kind": "days_since", "out_of": "", "out_of_id": null, "began_on": "2026-11-09", "retired_on": null, "line_rests_until": null, "factor": 1.0, "library_key": "", "position": 1, "public": null, "on_wall": true, "removed": false, "version": 3}', '', NULL);
INSERT INTO public.history VALUES (2, 15, '2026-11-18 13:28:00+00', NULL, 'Demo data', 'mark day', 'day_mark', '3:2026-11-18', 'null', '{"team_id": 2, "measure_id": 3, "day": "2026-11-18", "count": 0, "note": "", "version": 1}', '', NULL);
INSERT INTO public.history VALUES (2, 16, '2026-11-18 12:39:00+00', NULL, 'Demo data', 'unmark day', 'day_mark', '3:2026-11-18', '{"team_id": 2, "measure_id": 3, "day": "2026-11-18", "count": 0, "note": "", "version": 1}', 'null', '', NULL);
INSERT INTO public.history VALUES (2, 17, '2026-11-18 12:19:00+00', NULL, 'Demo data', 'change team', 'team', '2', '{"id": 2, "site_id": 1, "parent_id": 3, "slug": "ward-7a-2", "name": "Ward 7A", "vision": "", "timezone": "Europe/London", "week_ends_on": 6, "huddle_weekday": 1, "huddle_time": "10:00:00", "idea_lane": "Ideas", "testing_lane": "Testing", "embedded_lane": "Embedded", "public_words": false, "shares_tests": false, "testing_limit": 4, "stuck_after_days": 42, "programme": "", "wave": null, "started_on": null, "paused_on": null, "paused_reason": "", "closed_week": null, "steps_dismissed": false, "stand_in": "", "version": 2}', '{"id": 2, "site_id": 1, "parent_id": 3, "slug": "ward-7a-2", "name": "Ward 7A", "vision": "Vision 0.88231723987879", "timezone": "Europe/London", "week_ends_on": 6, "huddle_weekday": 1, "huddle_time": "10:00:00", "idea_lane": "Ideas", "testing_lane": "Testing", "embedded_lane": "Embedded", "public_words": false, "shares_tests": false, "testing_limit": 5, "stuck_after_days": 42, "programme": "", "wave": null, "started_on": null, "paused_on": null, "paused_reason": "", "closed_week": null, "steps_dismissed": false, "stand_in": "", "version": 3}', '', NULL);
INSERT INTO public.history VALUES (5, 3, '2026-11-18 13:55:00+00', NULL, 'Demo data', 'raise action', 'action', '3', 'null', '{"team_id": 5, "id": 3, "text": "A second porter", "owner_id": null, "project_id": null, "raised_on": "2026-11-18", "due": null, "done_on": null, "repeat_weeks": null, "follows_id": null, "carried": 0, "removed": false, "version": 1}', '', NULL);
INSERT INTO public.history VALUES (5, 4, '2026-11-18 16:21:00+00', NULL, 'Demo data', 'escalate action', 'escalation_move', '4', 'null', '{"team_id": 5, "id": 4, "action_id": 3, "state": "waiting", "on": "2026-11-18", "to_team_id": 3, "words": "Nobody on Sundays"}', 'Nobody on Sundays', NULL);
INSERT INTO public.history VALUES (5, 5, '2026-11-18 12:58:00+00', NULL, 'Demo data', 'send higher', 'escalation_move', '5', 'null', '{"team_id": 5, "id": 5, "action_id": 3, "state": "sent_higher", "on": "2026-11-18", "to_team_id": 4, "words": "Not ours"}', 'Not ours', NULL);
INSERT INTO public.history VALUES (5, 6, '2026-11-18 09:44:00+00', NULL, 'Demo data', 'answer', 'escalation_move', '6', 'null', '{"team_id": 5, "id": 6, "action_id": 3, "state": "answered", "on": "2026-11-18", "to_team_id": 4, "words": "From December"}', 'From December', NULL);
INSERT INTO public.history VALUES (2, 18, '2026-11-18 14:51:00+00', NULL, 'Demo data', 'hold huddle', 'huddle', '18', 'null', '{"team_id": 2, "id": 18, "held_on": "2026-11-18", "minutes": null, "people": 10, "professions": "", "notes": "", "celebration": "Well done", "questions": "", "opened_at": null, "closed_at": null, "section": "", "section_at": null, "project_id": null, "on_wall": false, "version": 1}', '', NULL);
INSERT INTO public.history VALUES (2, 19, '2026-11-18 16:02:00+00', NULL, 'Demo data', 'retire measure', 'measure', '3', '{"team_id": 2, "id": 3, "name": "Falls", "short_name": "", "domain": "safety", "unit": "", "decimals": null, "direction": "decrease", "target": null, "definition": "", "source": "", "data_owner": "", "cadence_weeks": 1, "rules": null, "chart": null, "screening": true, "kind": "days_since", "out_of": "", "out_of_id": null, "began_on": "2026-11-09", "retired_on": null, "line_rests_until": null, "factor": 1.0, "library_key": "", "position": 1, "public": null, "on_wall": true, "removed": false, "version": 3}', '{"team_id": 2, "id": 3, "name": "Falls", "short_name": "", "domain": "safety", "unit": "", "decimals": null, "direction": "decrease", "target": null, "definition": "", "source": "", "data_owner": "", "cadence_weeks": 1, "rules": null, "chart": null, "screening": true, "kind": "days_since", "out_of": "", "out_of_id": null, "began_on": "2026-11-09", "retired_on": "2026-11-18", "line_rests_until": null, "factor": 1.0, "library_key": "", "position": 1, "public": null, "on_wall": true, "removed": false, "version": 4}', 'It holds', NULL);
INSERT INTO public.history VALUES (2, 20, '2026-11-18 16:26:00+00', NULL, 'Demo data', 'mark day', 'day_mark', '3:2026-11-18', 'null', '{"team_id": 2, "measure_id": 3, "day": "2026-11-18", "count": 0, "note": "", "version": 1}', '', NULL);
INSERT INTO public.history VALUES (2, 21, '2026-11-18 10:43:00+00', NULL, 'Demo data', 'unmark day', 'day_mark', '3:2026-11-18', '{"team_id": 2, "measure_id": 3, "day": "2026-11-18", "count": 0, "note": "", "version": 1}', 'null', '', NULL);
INSERT INTO public.history VALUES (2, 22, '2026-11-18 12:54:00+00', NULL, 'Demo data', 'undo', 'measure', '3', '{"team_id": 2, "id": 3, "name": "Falls", "short_name": "", "domain": "safety", "unit": "", "decimals": null, "direction": "decrease", "target": null, "definition": "", "source": "", "data_owner": "", "cadence_weeks": 1, "rules": null, "chart": null, "screening": true, "kind": "days_since", "out_of": "", "out_of_id": null, "began_on": "2026-11-09", "retired_on": "2026-11-18", "line_rests_until": null, "factor": 1.0, "library_key": "", "position": 1, "public": null, "on_wall": true, "removed": false, "version": 4}', '{"team_id": 2, "id": 3, "name": "Falls", "short_name": "", "domain": "safety", "unit": "", "decimals": null, "direction": "decrease", "target": null, "definition": "", "source": "", "data_owner": "", "cadence_weeks": 1, "rules": null, "chart": null, "screening": true, "kind": "safety_cross", "out_of": "", "out_of_id": null, "began_on": "2026-11-09", "retired_on": "2026-11-18", "line_rests_until": null, "factor": 1.0, "library_key": "", "position": 1, "public": null, "on_wall": true, "removed": false, "version": 5}', '14', NULL);
INSERT INTO public.history VALUES (2, 23, '2026-11-18 13:03:00+00', NULL, 'Demo data', 'add project', 'project', '23', 'null', '{"team_id": 2, "id": 23, "title": "Project 0.7651622413262759", "aim": "", "aim_for": "", "aim_by": null, "theme": "", "change_idea": "", "next_step": "", "blocked_reason": "", "benefit": "", "holds_when": "", "scheme_state": "active", "origin_team_id": null, "origin_project_id": null, "public": false, "votes": 0, "owner_id": null, "removed": false, "version": 1}', '', NULL);
INSERT INTO public.history VALUES (2, 24, '2026-11-18 13:03:00+00', NULL, 'Demo data', 'move project', 'stage_move', '24', 'null', '{"team_id": 2, "id": 24, "project_id": 23, "from_stage": null, "to_stage": "idea", "moved_on": "2026-11-18", "reason": ""}', '', NULL);
INSERT INTO public.history VALUES (2, 25, '2026-11-18 12:01:00+00', NULL, 'Demo data', 'link measure', 'project_measure', '23:3', 'null', '{"team_id": 2, "project_id": 23, "measure_id": 3, "role": "process"}', '', NULL);
INSERT INTO public.history VALUES (2, 26, '2026-11-18 09:43:00+00', NULL, 'Demo data', 'move project', 'stage_move', '26', 'null', '{"team_id": 2, "id": 26, "project_id": 23, "from_stage": "idea", "to_stage": "parked", "moved_on": "2026-11-18", "reason": "We saw enough"}', '', NULL);
INSERT INTO public.history VALUES (2, 27, '2026-11-18 09:18:00+00', NULL, 'Demo data', 'block project', 'project', '23', '{"team_id": 2, "id": 23, "title": "Project 0.7651622413262759", "aim": "", "aim_for": "", "aim_by": null, "theme": "", "change_idea": "", "next_step": "", "blocked_reason": "", "benefit": "", "holds_when": "", "scheme_state": "active", "origin_team_id": null, "origin_project_id": null, "public": false, "votes": 0, "owner_id": null, "removed": false, "version": 1}', '{"team_id": 2, "id": 23, "title": "Project 0.7651622413262759", "aim": "", "aim_for": "", "aim_by": null, "theme": "", "change_idea": "", "next_step": "", "blocked_reason": "Estates", "benefit": "", "holds_when": "", "scheme_state": "active", "origin_team_id": null, "origin_project_id": null, "public": false, "votes": 0, "owner_id": null, "removed": false, "version": 2}', '', NULL);
INSERT INTO public.history VALUES (2, 28, '2026-11-18 14:29:00+00', NULL, 'Demo data', 'start cycle', 'pdsa_cycle', '28', 'null', '{"team_id": 2, "id": 28, "project_id": 23, "number": 1, "step": "plan", "started_on": "2026-11-18", "plan": "One bay", "prediction": "Fewer", "saw": "", "learned": "", "decision": null, "version": 1}', '', NULL);
INSERT INTO public.history VALUES (2, 29, '2026-11-18 10:19:00+00', NULL, 'Demo data', 'advance cycle', 'pdsa_cycle', '28', '{"team_id": 2, "id": 28, "project_id": 23, "number": 1, "step": "plan", "started_on": "2026-11-18", "plan": "One bay", "prediction": "Fewer", "saw": "", "learned": "", "decision": null, "version": 1}', '{"team_id": 2, "id": 28, "project_id": 23, "number": 1, "step": "act", "started_on": "2026-11-18", "plan": "One bay", "prediction": "Fewer", "saw": "", "learned": "", "decision": null, "version": 2}', '', NULL);
INSERT INTO public.history VALUES (2, 30, '2026-11-18 16:34:00+00', NULL, 'Demo data', 'move project', 'stage_move', '30', 'null', '{"team_id": 2, "id": 30, "project_id": 23, "from_stage": "parked", "to_stage": "stopped", "moved_on": "2026-11-18", "reason": "We saw enough"}', '', NULL);
INSERT INTO public.history VALUES (2, 31, '2026-11-18 15:12:00+00', NULL, 'Demo data', 'start cycle', 'pdsa_cycle', '31', 'null', '{"team_id": 2, "id": 31, "project_id": 23, "number": 2, "step": "plan", "started_on": "2026-11-18", "plan": "One bay", "prediction": "Fewer", "saw": "", "learned": "", "decision": null, "version": 1}', '', NULL);
INSERT INTO public.history VALUES (2, 32, '2026-11-18 13:57:00+00', NULL, 'Demo data', 'raise action', 'action', '32', 'null', '{"team_id": 2, "id": 32, "text": "Order 46 slings", "owner_id": null, "project_id": null, "raised_on": "2026-11-18", "due": null, "done_on": null, "repeat_weeks": null, "follows_id": null, "carried": 0, "removed": false, "version": 1}', '', NULL);
INSERT INTO public.history VALUES (2, 33, '2026-11-18 10:56:00+00', NULL, 'Demo data', 'add measure', 'measure', '33', 'null', '{"team_id": 2, "id": 33, "name": "Measure 0.9165298060172561", "short_name": "", "domain": "quality", "unit": "", "decimals": null, "direction": "decrease", "target": null, "definition": "", "source": "", "data_owner": "", "cadence_weeks": 1, "rules": null, "chart": null, "screening": true, "kind": "weekly", "out_of": "", "out_of_id": null, "began_on": null, "retired_on": null, "line_rests_until": null, "factor": 1.0, "library_key": "", "position": 2, "public": null, "on_wall": true, "removed": false, "version": 1}', '', NULL);
INSERT INTO public.history VALUES (5, 7, '2026-11-18 09:41:00+00', NULL, 'Demo data', 'raise action', 'action', '7', 'null', '{"team_id": 5, "id": 7, "text": "A second porter", "owner_id": null, "project_id": null, "raised_on": "2026-11-18", "due": null, "done_on": null, "repeat_weeks": null, "follows_id": null, "carried": 0, "removed": false, "version": 1}', '', NULL);
INSERT INTO public.history VALUES (5, 8, '2026-11-18 18:19:00+00', NULL, 'Demo data', 'escalate action', 'escalation_move', '8', 'null', '{"team_id": 5, "id": 8, "action_id": 7, "state": "waiting", "on": "2026-11-18", "to_team_id": 3, "words": "Nobody on Sundays"}', 'Nobody on Sundays', NULL);
INSERT INTO public.history VALUES (5, 9, '2026-11-18 13:15:00+00', NULL, 'Demo data', 'send higher', 'escalation_move', '9', 'null', '{"team_id": 5, "id": 9, "action_id": 7, "state": "sent_higher", "on": "2026-11-18", "to_team_id": 4, "words": "Not ours"}', 'Not ours', NULL);
INSERT INTO public.history VALUES (5, 10, '2026-11-18 09:36:00+00', NULL, 'Demo data', 'answer', 'escalation_move', '10', 'null', '{"team_id": 5, "id": 10, "action_id": 7, "state": "answered", "on": "2026-11-18", "to_team_id": 4, "words": "From December"}', 'From December', NULL);
INSERT INTO public.history VALUES (2, 34, '2026-11-18 12:25:00+00', NULL, 'Demo data', 'remove measure', 'measure', '33', '{"team_id": 2, "id": 33, "name": "Measure 0.9165298060172561", "short_name": "", "domain": "quality", "unit": "", "decimals": null, "direction": "decrease", "target": null, "definition": "", "source": "", "data_owner": "", "cadence_weeks": 1, "rules": null, "chart": null, "screening": true, "kind": "weekly", "out_of": "", "out_of_id": null, "began_on": null, "retired_on": null, "line_rests_until": null, "factor": 1.0, "library_key": "", "position": 2, "public": null, "on_wall": true, "removed": false, "version": 1}', '{"team_id": 2, "id": 33, "name": "Measure 0.9165298060172561", "short_name": "", "domain": "quality", "unit": "", "decimals": null, "direction": "decrease", "target": null, "definition": "", "source": "", "data_owner": "", "cadence_weeks": 1, "rules": null, "chart": null, "screening": true, "kind": "weekly", "out_of": "", "out_of_id": null, "began_on": null, "retired_on": null, "line_rests_until": null, "factor": 1.0, "library_key": "", "position": 2, "public": null, "on_wall": true, "removed": true, "version": 2}', '', NULL);
INSERT INTO public.history VALUES (2, 35, '2026-11-18 13:07:00+00', NULL, 'Demo data', 'escalate action', 'escalation_move', '35', 'null', '{"team_id": 2, "id": 35, "action_id": 32, "state": "waiting", "on": "2026-11-18", "to_team_id": 3, "words": "We cannot settle it"}', 'We cannot settle it', NULL);
INSERT INTO public.history VALUES (2, 36, '2026-11-18 13:14:00+00', NULL, 'Demo data', 'record point', 'data_point', '33:2026-11-15', 'null', '{"team_id": 2, "measure_id": 33, "week": "2026-11-15", "value": 9.0, "numerator": null, "denominator": null, "status": "final", "waiting_for": "finance", "note": "", "doubt": "", "recorded_on": "2026-11-18", "version": 1}', '', NULL);
INSERT INTO public.history VALUES (2, 37, '2026-11-18 12:40:00+00', NULL, 'Demo data', 'correct huddle', 'huddle', '18', '{"team_id": 2, "id": 18, "held_on": "2026-11-18", "minutes": null, "people": 10, "professions": "", "notes": "", "celebration": "Well done", "questions": "", "opened_at": null, "closed_at": null, "section": "", "section_at": null, "project_id": null, "on_wall": false, "version": 1}', '{"team_id": 2, "id": 18, "held_on": "2026-11-18", "minutes": null, "people": 9, "professions": "", "notes": "", "celebration": "Well done", "questions": "", "opened_at": null, "closed_at": null, "section": "", "section_at": null, "project_id": null, "on_wall": false, "version": 2}', '', NULL);
INSERT INTO public.history VALUES (2, 38, '2026-11-18 13:27:00+00', NULL, 'Demo data', 'change measure', 'measure', '3', '{"team_id": 2, "id": 3, "name": "Falls", "short_name": "", "domain": "safety", "unit": "", "decimals": null, "direction": "decrease", "target": null, "definition": "", "source": "", "data_owner": "", "cadence_weeks": 1, "rules": null, "chart": null, "screening": true, "kind": "safety_cross", "out_of": "", "out_of_id": null, "began_on": "2026-11-09", "retired_on": "2026-11-18", "line_rests_until": null, "factor": 1.0, "library_key": "", "position": 1, "public": null, "on_wall": true, "removed": false, "version": 5}', '{"team_id": 2, "id": 3, "name": "Falls", "short_name": "", "domain": "safety", "unit": "", "decimals": null, "direction": "decrease", "target": null, "definition": "", "source": "", "data_owner": "", "cadence_weeks": 1, "rules": null, "chart": null, "screening": true, "kind": "days_since", "out_of": "", "out_of_id": null, "began_on": "2026-11-09", "retired_on": "2026-11-18", "line_rests_until": null, "factor": 1.0, "library_key": "", "position": 1, "public": null, "on_wall": true, "removed": false, "version": 6}', '', NULL);
INSERT INTO public.history VALUES (2, 39, '2026-11-18 14:32:00+00', NULL, 'Demo data', 'mark day', 'day_mark', '3:2026-11-18', 'null', '{"team_id": 2, "measure_id": 3, "day": "2026-11-18", "count": 0, "note": "", "version": 1}', '', NULL);
INSERT INTO public.history VALUES (2, 40, '2026-11-18 14:22:00+00', NULL, 'Demo data', 'unmark day', 'day_mark', '3:2026-11-18', '{"team_id": 2, "measure_id": 3, "day": "2026-11-18", "count": 0, "note": "", "version": 1}', 'null', '', NULL);
INSERT INTO public.history VALUES (2, 41, '2026-11-18 17:26:00+00', NULL, 'Demo data', 'answer', 'escalation_move', '41', 'null', '{"team_id": 2, "id": 41, "action_id": 32, "state": "answered", "on": "2026-11-18", "to_team_id": 3, "words": "Answer 0.40296206595566275"}', 'Answer 0.40296206595566275', NULL);
INSERT INTO public.history VALUES (2, 42, '2026-11-18 16:20:00+00', NULL, 'Demo data', 'raise action', 'action', '42', 'null', '{"team_id": 2, "id": 42, "text": "Order 11 slings", "owner_id": null, "project_id": null, "raised_on": "2026-11-18", "due": null, "done_on": null, "repeat_weeks": null, "follows_id": null, "carried": 0, "removed": false, "version": 1}', '', NULL);
INSERT INTO public.history VALUES (2, 43, '2026-11-18 14:22:00+00', NULL, 'Demo data', 'mark day', 'day_mark', '3:2026-11-18', 'null', '{"team_id": 2, "measure_id": 3, "day": "2026-11-18", "count": 0, "note": "", "version": 1}', '', NULL);
INSERT INTO public.history VALUES (2, 44, '2026-11-18 17:28:00+00', NULL, 'Demo data', 'unmark day', 'day_mark', '3:2026-11-18', '{"team_id": 2, "measure_id": 3, "day": "2026-11-18", "count": 0, "note": "", "version": 1}', 'null', '', NULL);
INSERT INTO public.history VALUES (5, 11, '2026-11-18 11:10:00+00', NULL, 'Demo data', 'raise action', 'action', '11', 'null', '{"team_id": 5, "id": 11, "text": "A second porter", "owner_id": null, "project_id": null, "raised_on": "2026-11-18", "due": null, "done_on": null, "repeat_weeks": null, "follows_id": null, "carried": 0, "removed": false, "version": 1}', '', NULL);
INSERT INTO public.history VALUES (5, 12, '2026-11-18 13:35:00+00', NULL, 'Demo data', 'escalate action', 'escalation_move', '12', 'null', '{"team_id": 5, "id": 12, "action_id": 11, "state": "waiting", "on": "2026-11-18", "to_team_id": 3, "words": "Nobody on Sundays"}', 'Nobody on Sundays', NULL);
INSERT INTO public.history VALUES (5, 13, '2026-11-18 11:51:00+00', NULL, 'Demo data', 'answer', 'escalation_move', '13', 'null', '{"team_id": 5, "id": 13, "action_id": 11, "state": "answered", "on": "2026-11-18", "to_team_id": 3, "words": "From December"}', 'From December', NULL);
INSERT INTO public.history VALUES (2, 45, '2026-11-18 17:03:00+00', NULL, 'Demo data', 'change team', 'team', '2', '{"id": 2, "site_id": 1, "parent_id": 3, "slug": "ward-7a-2", "name": "Ward 7A", "vision": "Vision 0.88231723987879", "timezone": "Europe/London", "week_ends_on": 6, "huddle_weekday": 1, "huddle_time": "10:00:00", "idea_lane": "Ideas", "testing_lane": "Testing", "embedded_lane": "Embedded", "public_words": false, "shares_tests": false, "testing_limit": 5, "stuck_after_days": 42, "programme": "", "wave": null, "started_on": null, "paused_on": null, "paused_reason": "", "closed_week": null, "steps_dismissed": false, "stand_in": "", "version": 3}', '{"id": 2, "site_id": 1, "parent_id": 3, "slug": "ward-7a-2", "name": "Ward 7A", "vision": "Vision 0.6351897900147457", "timezone": "Europe/London", "week_ends_on": 6, "huddle_weekday": 1, "huddle_time": "10:00:00", "idea_lane": "Ideas", "testing_lane": "Testing", "embedded_lane": "Embedded", "public_words": false, "shares_tests": false, "testing_limit": 5, "stuck_after_days": 42, "programme": "", "wave": null, "started_on": null, "paused_on": null, "paused_reason": "", "closed_week": null, "steps_dismissed": false, "stand_in": "", "version": 4}', '', NULL);
INSERT INTO public.history VALUES (2, 55, '2026-11-18 10:57:00+00', NULL, 'Demo data', 'mark day', 'day_mark', '33:2026-11-18', 'null', '{"team_id": 2, "measure_id": 33, "day": "2026-11-18", "count": 0, "note": "", "version": 1}', '', NULL);
INSERT INTO public.history VALUES (2, 56, '2026-11-18 15:14:00+00', NULL, 'Demo data', 'unmark day', 'day_mark', '33:2026-11-18', '{"team_id": 2, "measure_id": 33, "day": "2026-11-18", "count": 0, "note": "", "version": 1}', 'null', '', NULL);
INSERT INTO public.history VALUES (2, 46, '2026-11-18 15:39:00+00', NULL, 'Demo data', 'pause team', 'team', '2', '{"id": 2, "site_id": 1, "parent_id": 3, "slug": "ward-7a-2", "name": "Ward 7A", "vision": "Vision 0.6351897900147457", "timezone": "Europe/London", "week_ends_on": 6, "huddle_weekday": 1, "huddle_time": "10:00:00", "idea_lane": "Ideas", "testing_lane": "Testing", "embedded_lane": "Embedded", "public_words": false, "shares_tests": false, "testing_limit": 5, "stuck_after_days": 42, "programme": "", "wave": null, "started_on": null, "paused_on": null, "paused_reason": "", "closed_week": null, "steps_dismissed": false, "stand_in": "", "version": 4}', '{"id": 2, "site_id": 1, "parent_id": 3, "slug": "ward-7a-2", "name": "Ward 7A", "vision": "Vision 0.6351897900147457", "timezone": "Europe/London", "week_ends_on": 6, "huddle_weekday": 1, "huddle_time": "10:00:00", "idea_lane": "Ideas", "testing_lane": "Testing", "embedded_lane": "Embedded", "public_words": false, "shares_tests": false, "testing_limit": 5, "stuck_after_days": 42, "programme": "", "wave": null, "started_on": null, "paused_on": "2026-11-18", "paused_reason": "Moving wards", "closed_week": null, "steps_dismissed": false, "stand_in": "", "version": 5}', 'Moving wards', NULL);
INSERT INTO public.history VALUES (2, 47, '2026-11-18 11:40:00+00', NULL, 'Demo data', 'change measure', 'measure', '3', '{"team_id": 2, "id": 3, "name": "Falls", "short_name": "", "domain": "safety", "unit": "", "decimals": null, "direction": "decrease", "target": null, "definition": "", "source": "", "data_owner": "", "cadence_weeks": 1, "rules": null, "chart": null, "screening": true, "kind": "days_since", "out_of": "", "out_of_id": null, "began_on": "2026-11-09", "retired_on": "2026-11-18", "line_rests_until": null, "factor": 1.0, "library_key": "", "position": 1, "public": null, "on_wall": true, "removed": false, "version": 6}', '{"team_id": 2, "id": 3, "name": "Falls", "short_name": "", "domain": "safety", "unit": "", "decimals": null, "direction": "decrease", "target": null, "definition": "", "source": "", "data_owner": "", "cadence_weeks": 1, "rules": null, "chart": null, "screening": true, "kind": "safety_cross", "out_of": "", "out_of_id": null, "began_on": "2026-11-09", "retired_on": "2026-11-18", "line_rests_until": null, "factor": 1.0, "library_key": "", "position": 1, "public": null, "on_wall": true, "removed": false, "version": 7}', '', NULL);
INSERT INTO public.history VALUES (2, 48, '2026-11-18 12:26:00+00', NULL, 'Demo data', 'add measure', 'measure', '48', 'null', '{"team_id": 2, "id": 48, "name": "Measure 0.5506083969280183", "short_name": "", "domain": "capacity", "unit": "", "decimals": null, "direction": "increase", "target": null, "definition": "", "source": "", "data_owner": "", "cadence_weeks": 1, "rules": null, "chart": null, "screening": true, "kind": "weekly", "out_of": "", "out_of_id": null, "began_on": null, "retired_on": null, "line_rests_until": null, "factor": 1.0, "library_key": "", "position": 3, "public": null, "on_wall": true, "removed": false, "version": 1}', '', NULL);
INSERT INTO public.history VALUES (2, 49, '2026-11-18 18:34:00+00', NULL, 'Demo data', 'change team', 'team', '2', '{"id": 2, "site_id": 1, "parent_id": 3, "slug": "ward-7a-2", "name": "Ward 7A", "vision": "Vision 0.6351897900147457", "timezone": "Europe/London", "week_ends_on": 6, "huddle_weekday": 1, "huddle_time": "10:00:00", "idea_lane": "Ideas", "testing_lane": "Testing", "embedded_lane": "Embedded", "public_words": false, "shares_tests": false, "testing_limit": 5, "stuck_after_days": 42, "programme": "", "wave": null, "started_on": null, "paused_on": "2026-11-18", "paused_reason": "Moving wards", "closed_week": null, "steps_dismissed": false, "stand_in": "", "version": 5}', '{"id": 2, "site_id": 1, "parent_id": 3, "slug": "ward-7a-2", "name": "Ward 7A", "vision": "Vision 0.5944868409105872", "timezone": "Europe/London", "week_ends_on": 6, "huddle_weekday": 1, "huddle_time": "10:00:00", "idea_lane": "Ideas", "testing_lane": "Testing", "embedded_lane": "Embedded", "public_words": false, "shares_tests": false, "testing_limit": 4, "stuck_after_days": 42, "programme": "", "wave": null, "started_on": null, "paused_on": "2026-11-18", "paused_reason": "Moving wards", "closed_week": null, "steps_dismissed": false, "stand_in": "", "version": 6}', '', NULL);
INSERT INTO public.history VALUES (2, 50, '2026-11-18 11:22:00+00', NULL, 'Demo data', 'undo', 'team', '2', '{"id": 2, "site_id": 1, "parent_id": 3, "slug": "ward-7a-2", "name": "Ward 7A", "vision": "Vision 0.5944868409105872", "timezone": "Europe/London", "week_ends_on": 6, "huddle_weekday": 1, "huddle_time": "10:00:00", "idea_lane": "Ideas", "testing_lane": "Testing", "embedded_lane": "Embedded", "public_words": false, "shares_tests": false, "testing_limit": 4, "stuck_after_days": 42, "programme": "", "wave": null, "started_on": null, "paused_on": "2026-11-18", "paused_reason": "Moving wards", "closed_week": null, "steps_dismissed": false, "stand_in": "", "version": 6}', '{"id": 2, "site_id": 1, "parent_id": 3, "slug": "ward-7a-2", "name": "Ward 7A", "vision": "Vision 0.5944868409105872", "timezone": "Europe/London", "week_ends_on": 6, "huddle_weekday": 1, "huddle_time": "10:00:00", "idea_lane": "Ideas", "testing_lane": "Testing", "embedded_lane": "Embedded", "public_words": false, "shares_tests": false, "testing_limit": 4, "stuck_after_days": 42, "programme": "", "wave": null, "started_on": null, "paused_on": null, "paused_reason": "", "closed_week": null, "steps_dismissed": false, "stand_in": "", "version": 7}', '46', NULL);
INSERT INTO public.history VALUES (2, 51, '2026-11-18 09:10:00+00', NULL, 'Demo data', 'record point', 'data_point', '48:2026-11-15', 'null', '{"team_id": 2, "measure_id": 48, "week": "2026-11-15", "value": null, "numerator": null, "denominator": null, "status": "not_in_yet", "waiting_for": "finance", "note": "", "doubt": "", "recorded_on": null, "version": 1}', '', NULL);
INSERT INTO public.history VALUES (2, 52, '2026-11-18 10:27:00+00', NULL, 'Demo data', 'change project', 'project', '23', '{"team_id": 2, "id": 23, "title": "Project 0.7651622413262759", "aim": "", "aim_for": "", "aim_by": null, "theme": "", "change_idea": "", "next_step": "", "blocked_reason": "Estates", "benefit": "", "holds_when": "", "scheme_state": "active", "origin_team_id": null, "origin_project_id": null, "public": false, "votes": 0, "owner_id": null, "removed": false, "version": 2}', '{"team_id": 2, "id": 23, "title": "Project 0.7651622413262759", "aim": "", "aim_for": "", "aim_by": null, "theme": "", "change_idea": "", "next_step": "", "blocked_reason": "Estates", "benefit": "", "holds_when": "We saw enough", "scheme_state": "active", "origin_team_id": null, "origin_project_id": null, "public": false, "votes": 0, "owner_id": null, "removed": false, "version": 3}', '', NULL);
INSERT INTO public.history VALUES (2, 53, '2026-11-18 10:27:00+00', NULL, 'Demo data', 'move project', 'stage_move', '53', 'null', '{"team_id": 2, "id": 53, "project_id": 23, "from_stage": "stopped", "to_stage": "embedded", "moved_on": "2026-11-18", "reason": "We saw enough"}', '', NULL);
INSERT INTO public.history VALUES (2, 54, '2026-11-18 10:37:00+00', NULL, 'Demo data', 'change measure', 'measure', '33', '{"team_id": 2, "id": 33, "name": "Measure 0.9165298060172561", "short_name": "", "domain": "quality", "unit": "", "decimals": null, "direction": "decrease", "target": null, "definition": "", "source": "", "data_owner": "", "cadence_weeks": 1, "rules": null, "chart": null, "screening": true, "kind": "weekly", "out_of": "", "out_of_id": null, "began_on": null, "retired_on": null, "line_rests_until": null, "factor": 1.0, "library_key": "", "position": 2, "public": null, "on_wall": true, "removed": true, "version": 2}', '{"team_id": 2, "id": 33, "name": "Measure 0.9165298060172561", "short_name": "", "domain": "quality", "unit": "", "decimals": null, "direction": "decrease", "target": null, "definition": "", "source": "", "data_owner": "", "cadence_weeks": 1, "rules": null, "chart": null, "screening": true, "kind": "days_since", "out_of": "", "out_of_id": null, "began_on": "2026-11-09", "retired_on": null, "line_rests_until": null, "factor": 1.0, "library_key": "", "position": 2, "public": null, "on_wall": true, "removed": true, "version": 3}', '', NULL);
INSERT INTO public.history VALUES (2, 57, '2026-11-18 12:00:00+00', NULL, 'Demo data', 'remove measure', 'measure', '3', '{"team_id": 2, "id": 3, "name": "Falls", "short_name": "", "domain": "safety", "unit": "", "decimals": null, "direction": "decrease", "target": null, "definition": "", "source": "", "data_owner": "", "cadence_weeks": 1, "rules": null, "chart": null, "screening": true, "kind": "safety_cross", "out_of": "", "out_of_id": null, "began_on": "2026-11-09", "retired_on": "2026-11-18", "line_rests_until": null, "factor": 1.0, "library_key": "", "position": 1, "public": null, "on_wall": true, "removed": false, "version": 7}', '{"team_id": 2, "id": 3, "name": "Falls", "short_name": "", "domain": "safety", "unit": "", "decimals": null, "direction": "decrease", "target": null, "definition": "", "source": "", "data_owner": "", "cadence_weeks": 1, "rules": null, "chart": null, "screening": true, "kind": "safety_cross", "out_of": "", "out_of_id": null, "began_on": "2026-11-09", "retired_on": "2026-11-18", "line_rests_until": null, "factor": 1.0, "library_key": "", "position": 1, "public": null, "on_wall": true, "removed": true, "version": 8}', '', NULL);
INSERT INTO public.history VALUES (2, 58, '2026-11-18 14:46:00+00', NULL, 'Demo data', 'change team', 'team', '2', '{"id": 2, "site_id": 1, "parent_id": 3, "slug": "ward-7a-2", "name": "Ward 7A", "vision": "Vision 0.5944868409105872", "timezone": "Europe/London", "week_ends_on": 6, "huddle_weekday": 1, "huddle_time": "10:00:00", "idea_lane": "Ideas", "testing_lane": "Testing", "embedded_lane": "Embedded", "public_words": false, "shares_tests": false, "testing_limit": 4, "stuck_after_days": 42, "programme": "", "wave": null, "started_on": null, "paused_on": null, "paused_reason": "", "closed_week": null, "steps_dismissed": false, "stand_in": "", "version": 7}', '{"id": 2, "site_id": 1, "parent_id": 3, "slug": "ward-7a-2", "name": "Ward 7A", "vision": "Vision 0.149306962836942", "timezone": "Europe/London", "week_ends_on": 6, "huddle_weekday": 1, "huddle_time": "10:00:00", "idea_lane": "Ideas", "testing_lane": "Testing", "embedded_lane": "Embedded", "public_words": false, "shares_tests": false, "testing_limit": 4, "stuck_after_days": 42, "programme": "", "wave": null, "started_on": null, "paused_on": null, "paused_reason": "", "closed_week": null, "steps_dismissed": false, "stand_in": "", "version": 8}', '', NULL);
INSERT INTO public.history VALUES (2, 59, '2026-11-18 09:04:00+00', NULL, 'Demo data', 'add project', 'project', '59', 'null', '{"team_id": 2, "id": 59, "title": "Project 0.5418630314898528", "aim": "", "aim_for": "", "aim_by": null, "theme": "", "change_idea": "", "next_step": "", "blocked_reason": "", "benefit": "", "holds_when": "", "scheme_state": "active", "origin_team_id": null, "origin_project_id": null, "public": false, "votes": 0, "owner_id": null, "removed": false, "version": 1}', '', NULL);
INSERT INTO public.history VALUES (2, 60, '2026-11-18 09:04:00+00', NULL, 'Demo data', 'move project', 'stage_move', '60', 'null', '{"team_id": 2, "id": 60, "project_id": 59, "from_stage": null, "to_stage": "idea", "moved_on": "2026-11-18", "reason": ""}', '', NULL);
INSERT INTO public.history VALUES (2, 61, '2026-11-18 09:05:00+00', NULL, 'Demo data', 'link measure', 'project_measure', '59:48', 'null', '{"team_id": 2, "project_id": 59, "measure_id": 48, "role": "outcome"}', '', NULL);
INSERT INTO public.history VALUES (2, 62, '2026-11-18 11:03:00+00', NULL, 'Demo data', 'correct huddle', 'huddle', '18', '{"team_id": 2, "id": 18, "held_on": "2026-11-18", "minutes": null, "people": 9, "professions": "", "notes": "", "celebration": "Well done", "questions": "", "opened_at": null, "closed_at": null, "section": "", "section_at": null, "project_id": null, "on_wall": false, "version": 2}', '{"team_id": 2, "id": 18, "held_on": "2026-11-18", "minutes": null, "people": 7, "professions": "", "notes": "", "celebration": "Well done", "questions": "", "opened_at": null, "closed_at": null, "section": "", "section_at": null, "project_id": null, "on_wall": false, "version": 3}', '', NULL);
INSERT INTO public.history VALUES (2, 63, '2026-11-18 14:00:00+00', NULL, 'Demo data', 'add measure', 'measure', '63', 'null', '{"team_id": 2, "id": 63, "name": "Falls", "short_name": "", "domain": "safety", "unit": "", "decimals": null, "direction": "decrease", "target": null, "definition": "", "source": "", "data_owner": "", "cadence_weeks": 1, "rules": null, "chart": null, "screening": true, "kind": "weekly", "out_of": "", "out_of_id": null, "began_on": null, "retired_on": null, "line_rests_until": null, "factor": 1.0, "library_key": "", "position": 4, "public": null, "on_wall": true, "removed": false, "version": 1}', 'From ours.xlsx', 63);
INSERT INTO public.history VALUES (2, 64, '2026-11-18 14:00:00+00', NULL, 'Demo data', 'add measure', 'measure', '64', 'null', '{"team_id": 2, "id": 64, "name": "Ulcers", "short_name": "", "domain": "safety", "unit": "", "decimals": null, "direction": "decrease", "target": null, "definition": "", "source": "", "data_owner": "", "cadence_weeks": 1, "rules": null, "chart": null, "screening": true, "kind": "weekly", "out_of": "", "out_of_id": null, "began_on": null, "retired_on": null, "line_rests_until": null, "factor": 1.0, "library_key": "", "position": 5, "public": null, "on_wall": true, "removed": false, "version": 1}', 'From ours.xlsx', 63);
INSERT INTO public.history VALUES (2, 65, '2026-11-18 14:00:00+00', NULL, 'Demo data', 'record point', 'data_point', '63:2026-11-01', 'null', '{"team_id": 2, "measure_id": 63, "week": "2026-11-01", "value": 8.0, "numerator": null, "denominator": null, "status": "final", "waiting_for": "", "note": "", "doubt": "", "recorded_on": "2026-11-18", "version": 1}', 'From ours.xlsx', 63);
INSERT INTO public.history VALUES (2, 66, '2026-11-18 14:00:00+00', NULL, 'Demo data', 'record point', 'data_point', '63:2026-11-08', 'null', '{"team_id": 2, "measure_id": 63, "week": "2026-11-08", "value": 3.0, "numerator": null, "denominator": null, "status": "final", "waiting_for": "", "note": "", "doubt": "", "recorded_on": "2026-11-18", "version": 1}', 'From ours.xlsx', 63);
INSERT INTO public.history VALUES (2, 67, '2026-11-18 14:00:00+00', NULL, 'Demo data', 'record point', 'data_point', '63:2026-11-15', 'null', '{"team_id": 2, "measure_id": 63, "week": "2026-11-15", "value": 6.0, "numerator": null, "denominator": null, "status": "final", "waiting_for": "", "note": "", "doubt": "", "recorded_on": "2026-11-18", "version": 1}', 'From ours.xlsx', 63);
INSERT INTO public.history VALUES (2, 68, '2026-11-18 14:00:00+00', NULL, 'Demo data', 'record point', 'data_point', '64:2026-11-01', 'null', '{"team_id": 2, "measure_id": 64, "week": "2026-11-01", "value": 8.0, "numerator": null, "denominator": null, "status": "final", "waiting_for": "", "note": "", "doubt": "", "recorded_on": "2026-11-18", "version": 1}', 'From ours.xlsx', 63);
INSERT INTO public.history VALUES (2, 69, '2026-11-18 14:00:00+00', NULL, 'Demo data', 'record point', 'data_point', '64:2026-11-08', 'null', '{"team_id": 2, "measure_id": 64, "week": "2026-11-08", "value": 3.0, "numerator": null, "denominator": null, "status": "final", "waiting_for": "", "note": "", "doubt": "", "recorded_on": "2026-11-18", "version": 1}', 'From ours.xlsx', 63);
INSERT INTO public.history VALUES (2, 70, '2026-11-18 14:00:00+00', NULL, 'Demo data', 'record point', 'data_point', '64:2026-11-15', 'null', '{"team_id": 2, "measure_id": 64, "week": "2026-11-15", "value": 6.0, "numerator": null, "denominator": null, "status": "final", "waiting_for": "", "note": "", "doubt": "", "recorded_on": "2026-11-18", "version": 1}', 'From ours.xlsx', 63);
INSERT INTO public.history VALUES (2, 71, '2026-11-18 12:04:00+00', NULL, 'Demo data', 'raise action', 'action', '71', 'null', '{"team_id": 2, "id": 71, "text": "Order 29 slings", "owner_id": null, "project_id": null, "raised_on": "2026-11-18", "due": null, "done_on": null, "repeat_weeks": null, "follows_id": null, "carried": 0, "removed": false, "version": 1}', '', NULL);
INSERT INTO public.history VALUES (2, 72, '2026-11-18 09:54:00+00', NULL, 'Demo data', 'undo', 'data_point', '64:2026-11-15', '{"team_id": 2, "measure_id": 64, "week": "2026-11-15", "value": 6.0, "numerator": null, "denominator": null, "status": "final", "waiting_for": "", "note": "", "doubt": "", "recorded_on": "2026-11-18", "version": 1}', 'null', '63', 72);
INSERT INTO public.history VALUES (2, 73, '2026-11-18 09:54:00+00', NULL, 'Demo data', 'undo', 'data_point', '64:2026-11-08', '{"team_id": 2, "measure_id": 64, "week": "2026-11-08", "value": 3.0, "numerator": null, "denominator": null, "status": "final", "waiting_for": "", "note": "", "doubt": "", "recorded_on": "2026-11-18", "version": 1}', 'null', '63', 72);
INSERT INTO public.history VALUES (2, 74, '2026-11-18 09:54:00+00', NULL, 'Demo data', 'undo', 'data_point', '64:2026-11-01', '{"team_id": 2, "measure_id": 64, "week": "2026-11-01", "value": 8.0, "numerator": null, "denominator": null, "status": "final", "waiting_for": "", "note": "", "doubt": "", "recorded_on": "2026-11-18", "version": 1}', 'null', '63', 72);
INSERT INTO public.history VALUES (2, 75, '2026-11-18 09:54:00+00', NULL, 'Demo data', 'undo', 'data_point', '63:2026-11-15', '{"team_id": 2, "measure_id": 63, "week": "2026-11-15", "value": 6.0, "numerator": null, "denominator": null, "status": "final", "waiting_for": "", "note": "", "doubt": "", "recorded_on": "2026-11-18", "version": 1}', 'null', '63', 72);
INSERT INTO public.history VALUES (2, 76, '2026-11-18 09:54:00+00', NULL, 'Demo data', 'undo', 'data_point', '63:2026-11-08', '{"team_id": 2, "measure_id": 63, "week": "2026-11-08", "value": 3.0, "numerator": null, "denominator": null, "status": "final", "waiting_for": "", "note": "", "doubt": "", "recorded_on": "2026-11-18", "version": 1}', 'null', '63', 72);
INSERT INTO public.history VALUES (2, 77, '2026-11-18 09:54:00+00', NULL, 'Demo data', 'undo', 'data_point', '63:2026-11-01', '{"team_id": 2, "measure_id": 63, "week": "2026-11-01", "value": 8.0, "numerator": null, "denominator": null, "status": "final", "waiting_for": "", "note": "", "doubt": "", "recorded_on": "2026-11-18", "version": 1}', 'null', '63', 72);
INSERT INTO public.history VALUES (2, 78, '2026-11-18 09:54:00+00', NULL, 'Demo data', 'undo', 'measure', '64', '{"team_id": 2, "id": 64, "name": "Ulcers", "short_name": "", "domain": "safety", "unit": "", "decimals": null, "direction": "decrease", "target": null, "definition": "", "source": "", "data_owner": "", "cadence_weeks": 1, "rules": null, "chart": null, "screening": true, "kind": "weekly", "out_of": "", "out_of_id": null, "began_on": null, "retired_on": null, "line_rests_until": null, "factor": 1.0, "library_key": "", "position": 5, "public": null, "on_wall": true, "removed": false, "version": 1}', '{"team_id": 2, "id": 64, "name": "Ulcers", "short_name": "", "domain": "safety", "unit": "", "decimals": null, "direction": "decrease", "target": null, "definition": "", "source": "", "data_owner": "", "cadence_weeks": 1, "rules": null, "chart": null, "screening": true, "kind": "weekly", "out_of": "", "out_of_id": null, "began_on": null, "retired_on": null, "line_rests_until": null, "factor": 1.0, "library_key": "", "position": 5, "public": null, "on_wall": true, "removed": true, "version": 2}', '63', 72);
INSERT INTO public.history VALUES (2, 79, '2026-11-18 09:54:00+00', NULL, 'Demo data', 'undo', 'measure', '63', '{"team_id": 2, "id": 63, "name": "Falls", "short_name": "", "domain": "safety", "unit": "", "decimals": null, "direction": "decrease", "target": null, "definition": "", "source": "", "data_owner": "", "cadence_weeks": 1, "rules": null, "chart": null, "screening": true, "kind": "weekly", "out_of": "", "out_of_id": null, "began_on": null, "retired_on": null, "line_rests_until": null, "factor": 1.0, "library_key": "", "position": 4, "public": null, "on_wall": true, "removed": false, "version": 1}', '{"team_id": 2, "id": 63, "name": "Falls", "short_name": "", "domain": "safety", "unit": "", "decimals": null, "direction": "decrease", "target": null, "definition": "", "source": "", "data_owner": "", "cadence_weeks": 1, "rules": null, "chart": null, "screening": true, "kind": "weekly", "out_of": "", "out_of_id": null, "began_on": null, "retired_on": null, "line_rests_until": null, "factor": 1.0, "library_key": "", "position": 4, "public": null, "on_wall": true, "removed": true, "version": 2}', '63', 72);
INSERT INTO public.history VALUES (5, 14, '2026-11-18 14:20:00+00', NULL, 'Demo data', 'raise action', 'action', '14', 'null', '{"team_id": 5, "id": 14, "text": "A second porter", "owner_id": null, "project_id": null, "raised_on": "2026-11-18", "due": null, "done_on": null, "repeat_weeks": null, "follows_id": null, "carried": 0, "removed": false, "version": 1}', '', NULL);
INSERT INTO public.history VALUES (5, 15, '2026-11-18 18:17:00+00', NULL, 'Demo data', 'escalate action', 'escalation_move', '15', 'null', '{"team_id": 5, "id": 15, "action_id": 14, "state": "waiting", "on": "2026-11-18", "to_team_id": 3, "words": "Nobody on Sundays"}', 'Nobody on Sundays', NULL);
INSERT INTO public.history VALUES (5, 16, '2026-11-18 18:41:00+00', NULL, 'Demo data', 'answer', 'escalation_move', '16', 'null', '{"team_id": 5, "id": 16, "action_id": 14, "state": "answered", "on": "2026-11-18", "to_team_id": 3, "words": "From December"}', 'From December', NULL);
INSERT INTO public.history VALUES (2, 80, '2026-11-18 16:32:00+00', NULL, 'Demo data', 'move project', 'stage_move', '80', 'null', '{"team_id": 2, "id": 80, "project_id": 59, "from_stage": "idea", "to_stage": "stopped", "moved_on": "2026-11-18", "reason": "We saw enough"}', '', NULL);
INSERT INTO public.history VALUES (2, 81, '2026-11-18 14:48:00+00', NULL, 'Demo data', 'block project', 'project', '59', '{"team_id": 2, "id": 59, "title": "Project 0.5418630314898528", "aim": "", "aim_for": "", "aim_by": null, "theme": "", "change_idea": "", "next_step": "", "blocked_reason": "", "benefit": "", "holds_when": "", "scheme_state": "active", "origin_team_id": null, "origin_project_id": null, "public": false, "votes": 0, "owner_id": null, "removed": false, "version": 1}', '{"team_id": 2, "id": 59, "title": "Project 0.5418630314898528", "aim": "", "aim_for": "", "aim_by": null, "theme": "", "change_idea": "", "next_step": "", "blocked_reason": "Estates", "benefit": "", "holds_when": "", "scheme_state": "active", "origin_team_id": null, "origin_project_id": null, "public": false, "votes": 0, "owner_id": null, "removed": false, "version": 2}', '', NULL);
INSERT INTO public.history VALUES (2, 82, '2026-11-18 11:27:00+00', NULL, 'Demo data', 'retire measure', 'measure', '63', '{"team_id": 2, "id": 63, "name": "Falls", "short_name": "", "domain": "safety", "unit": "", "decimals": null, "direction": "decrease", "target": null, "definition": "", "source": "", "data_owner": "", "cadence_weeks": 1, "rules": null, "chart": null, "screening": true, "kind": "weekly", "out_of": "", "out_of_id": null, "began_on": null, "retired_on": null, "line_rests_until": null, "factor": 1.0, "library_key": "", "position": 4, "public": null, "on_wall": true, "removed": true, "version": 2}', '{"team_id": 2, "id": 63, "name": "Falls", "short_name": "", "domain": "safety", "unit": "", "decimals": null, "direction": "decrease", "target": null, "definition": "", "source": "", "data_owner": "", "cadence_weeks": 1, "rules": null, "chart": null, "screening": true, "kind": "weekly", "out_of": "", "out_of_id": null, "began_on": null, "retired_on": "2026-11-18", "line_rests_until": null, "factor": 1.0, "library_key": "", "position": 4, "public": null, "on_wall": true, "removed": true, "version": 3}', 'It holds', NULL);
INSERT INTO public.history VALUES (2, 83, '2026-11-18 10:35:00+00', NULL, 'Demo data', 'change measure', 'measure', '64', '{"team_id": 2, "id": 64, "name": "Ulcers", "short_name": "", "domain": "safety", "unit": "", "decimals": null, "direction": "decrease", "target": null, "definition": "", "source": "", "data_owner": "", "cadence_weeks": 1, "rules": null, "chart": null, "screening": true, "kind": "weekly", "out_of": "", "out_of_id": null, "began_on": null, "retired_on": null, "line_rests_until": null, "factor": 1.0, "library_key": "", "position": 5, "public": null, "on_wall": true, "removed": true, "version": 2}', '{"team_id": 2, "id": 64, "name": "Ulcers", "short_name": "", "domain": "safety", "unit": "", "decimals": null, "direction": "decrease", "target": null, "definition": "", "source": "", "data_owner": "", "cadence_weeks": 1, "rules": null, "chart": null, "screening": true, "kind": "days_since", "out_of": "", "out_of_id": null, "began_on": "2026-11-09", "retired_on": null, "line_rests_until": null, "factor": 1.0, "library_key": "", "position": 5, "public": null, "on_wall": true, "removed": true, "version": 3}', '', NULL);
INSERT INTO public.history VALUES (2, 84, '2026-11-18 15:52:00+00', NULL, 'Demo data', 'mark day', 'day_mark', '64:2026-11-18', 'null', '{"team_id": 2, "measure_id": 64, "day": "2026-11-18", "count": 0, "note": "", "version": 1}', '', NULL);
INSERT INTO public.history VALUES (2, 85, '2026-11-18 12:03:00+00', NULL, 'Demo data', 'unmark day', 'day_mark', '64:2026-11-18', '{"team_id": 2, "measure_id": 64, "day": "2026-11-18", "count": 0, "note": "", "version": 1}', 'null', '', NULL);
INSERT INTO public.history VALUES (2, 86, '2026-11-18 14:34:00+00', NULL, 'Demo data', 'start cycle', 'pdsa_cycle', '86', 'null', '{"team_id": 2, "id": 86, "project_id": 59, "number": 1, "step": "plan", "started_on": "2026-11-18", "plan": "One bay", "prediction": "Fewer", "saw": "", "learned": "", "decision": null, "version": 1}', '', NULL);
INSERT INTO public.history VALUES (2, 87, '2026-11-18 09:23:00+00', NULL, 'Demo data', 'advance cycle', 'pdsa_cycle', '28', '{"team_id": 2, "id": 28, "project_id": 23, "number": 1, "step": "act", "started_on": "2026-11-18", "plan": "One bay", "prediction": "Fewer", "saw": "", "learned": "", "decision": null, "version": 2}', '{"team_id": 2, "id": 28, "project_id": 23, "number": 1, "step": "study", "started_on": "2026-11-18", "plan": "One bay", "prediction": "Fewer", "saw": "", "learned": "", "decision": null, "version": 3}', '', NULL);
INSERT INTO public.history VALUES (5, 17, '2026-11-18 09:20:00+00', NULL, 'Demo data', 'raise action', 'action', '17', 'null', '{"team_id": 5, "id": 17, "text": "A second porter", "owner_id": null, "project_id": null, "raised_on": "2026-11-18", "due": null, "done_on": null, "repeat_weeks": null, "follows_id": null, "carried": 0, "removed": false, "version": 1}', '', NULL);
INSERT INTO public.history VALUES (5, 18, '2026-11-18 17:56:00+00', NULL, 'Demo data', 'escalate action', 'escalation_move', '18', 'null', '{"team_id": 5, "id": 18, "action_id": 17, "state": "waiting", "on": "2026-11-18", "to_team_id": 3, "words": "Nobody on Sundays"}', 'Nobody on Sundays', NULL);
INSERT INTO public.history VALUES (2, 88, '2026-11-18 18:47:00+00', NULL, 'Demo data', 'freeze baseline', 'baseline', '88', 'null', '{"team_id": 2, "id": 88, "measure_id": 64, "first_week": "2026-07-26", "last_week": "2026-09-20", "reason": "Before", "removed": false}', '', 88);
INSERT INTO public.history VALUES (2, 89, '2026-11-18 12:47:00+00', NULL, 'Demo data', 'add measure', 'measure', '89', 'null', '{"team_id": 2, "id": 89, "name": "Falls", "short_name": "", "domain": "safety", "unit": "", "decimals": null, "direction": "decrease", "target": null, "definition": "", "source": "", "data_owner": "", "cadence_weeks": 1, "rules": null, "chart": null, "screening": true, "kind": "weekly", "out_of": "", "out_of_id": null, "began_on": null, "retired_on": null, "line_rests_until": null, "factor": 1.0, "library_key": "", "position": 6, "public": null, "on_wall": true, "removed": false, "version": 1}', 'From ours.xlsx', 89);
INSERT INTO public.history VALUES (2, 90, '2026-11-18 12:47:00+00', NULL, 'Demo data', 'add measure', 'measure', '90', 'null', '{"team_id": 2, "id": 90, "name": "Ulcers", "short_name": "", "domain": "safety", "unit": "", "decimals": null, "direction": "decrease", "target": null, "definition": "", "source": "", "data_owner": "", "cadence_weeks": 1, "rules": null, "chart": null, "screening": true, "kind": "weekly", "out_of": "", "out_of_id": null, "began_on": null, "retired_on": null, "line_rests_until": null, "factor": 1.0, "library_key": "", "position": 7, "public": null, "on_wall": true, "removed": false, "version": 1}', 'From ours.xlsx', 89);
INSERT INTO public.history VALUES (2, 91, '2026-11-18 12:47:00+00', NULL, 'Demo data', 'record point', 'data_point', '89:2026-11-01', 'null', '{"team_id": 2, "measure_id": 89, "week": "2026-11-01", "value": 1.0, "numerator": null, "denominator": null, "status": "final", "waiting_for": "", "note": "", "doubt": "", "recorded_on": "2026-11-18", "version": 1}', 'From ours.xlsx', 89);
INSERT INTO public.history VALUES (2, 92, '2026-11-18 12:47:00+00', NULL, 'Demo data', 'record point', 'data_point', '89:2026-11-08', 'null', '{"team_id": 2, "measure_id": 89, "week": "2026-11-08", "value": 2.0, "numerator": null, "denominator": null, "status": "final", "waiting_for": "", "note": "", "doubt": "", "recorded_on": "2026-11-18", "version": 1}', 'From ours.xlsx', 89);
INSERT INTO public.history VALUES (2, 93, '2026-11-18 12:47:00+00', NULL, 'Demo data', 'record point', 'data_point', '89:2026-11-15', 'null', '{"team_id": 2, "measure_id": 89, "week": "2026-11-15", "value": 7.0, "numerator": null, "denominator": null, "status": "final", "waiting_for": "", "note": "", "doubt": "", "recorded_on": "2026-11-18", "version": 1}', 'From ours.xlsx', 89);
INSERT INTO public.history VALUES (2, 94, '2026-11-18 12:47:00+00', NULL, 'Demo data', 'record point', 'data_point', '90:2026-11-01', 'null', '{"team_id": 2, "measure_id": 90, "week": "2026-11-01", "value": 1.0, "numerator": null, "denominator": null, "status": "final", "waiting_for": "", "note": "", "doubt": "", "recorded_on": "2026-11-18", "version": 1}', 'From ours.xlsx', 89);
INSERT INTO public.history VALUES (2, 95, '2026-11-18 12:47:00+00', NULL, 'Demo data', 'record point', 'data_point', '90:2026-11-08', 'null', '{"team_id": 2, "measure_id": 90, "week": "2026-11-08", "value": 2.0, "numerator": null, "denominator": null, "status": "final", "waiting_for": "", "note": "", "doubt": "", "recorded_on": "2026-11-18", "version": 1}', 'From ours.xlsx', 89);
INSERT INTO public.history VALUES (2, 96, '2026-11-18 12:47:00+00', NULL, 'Demo data', 'record point', 'data_point', '90:2026-11-15', 'null', '{"team_id": 2, "measure_id": 90, "week": "2026-11-15", "value": 7.0, "numerator": null, "denominator": null, "status": "final", "waiting_for": "", "note": "", "doubt": "", "recorded_on": "2026-11-18", "version": 1}', 'From ours.xlsx', 89);
INSERT INTO public.history VALUES (5, 19, '2026-11-18 14:10:00+00', NULL, 'Demo data', 'raise action', 'action', '19', 'null', '{"team_id": 5, "id": 19, "text": "A second porter", "owner_id": null, "project_id": null, "raised_on": "2026-11-18", "due": null, "done_on": null, "repeat_weeks": null, "follows_id": null, "carried": 0, "removed": false, "version": 1}', '', NULL);
INSERT INTO public.history VALUES (5, 20, '2026-11-18 15:55:00+00', NULL, 'Demo data', 'escalate action', 'escalation_move', '20', 'null', '{"team_id": 5, "id": 20, "action_id": 19, "state": "waiting", "on": "2026-11-18", "to_team_id": 3, "words": "Nobody on Sundays"}', 'Nobody on Sundays', NULL);
INSERT INTO public.history VALUES (5, 21, '2026-11-18 17:21:00+00', NULL, 'Demo data', 'answer', 'escalation_move', '21', 'null', '{"team_id": 5, "id": 21, "action_id": 19, "state": "answered", "on": "2026-11-18", "to_team_id": 3, "words": "From December"}', 'From December', NULL);
INSERT INTO public.history VALUES (2, 109, '2026-11-18 17:08:00+00', NULL, 'Demo data', 'correct point', 'data_point', '89:2026-11-15', '{"team_id": 2, "measure_id": 89, "week": "2026-11-15", "value": 7.0, "numerator": null, "denominator": null, "status": "final", "waiting_for": "", "note": "", "doubt": "", "recorded_on": "2026-11-18", "version": 1}', '{"team_id": 2, "measure_id": 89, "week": "2026-11-15", "value": 3.0, "numerator": null, "denominator": null, "status": "final", "waiting_for": "", "note": "", "doubt": "", "recorded_on": "2026-11-18", "version": 2}', 'From ours.xlsx', 107);
INSERT INTO public.history VALUES (2, 97, '2026-11-18 12:55:00+00', NULL, 'Demo data', 'change team', 'team', '2', '{"id": 2, "site_id": 1, "parent_id": 3, "slug": "ward-7a-2", "name": "Ward 7A", "vision": "Vision 0.149306962836942", "timezone": "Europe/London", "week_ends_on": 6, "huddle_weekday": 1, "huddle_time": "10:00:00", "idea_lane": "Ideas", "testing_lane": "Testing", "embedded_lane": "Embedded", "public_words": false, "shares_tests": false, "testing_limit": 4, "stuck_after_days": 42, "programme": "", "wave": null, "started_on": null, "paused_on": null, "paused_reason": "", "closed_week": null, "steps_dismissed": false, "stand_in": "", "version": 8}', '{"id": 2, "site_id": 1, "parent_id": 3, "slug": "ward-7a-2", "name": "Ward 7A", "vision": "Vision 0.22111948810276805", "timezone": "Europe/London", "week_ends_on": 6, "huddle_weekday": 1, "huddle_time": "10:00:00", "idea_lane": "Ideas", "testing_lane": "Testing", "embedded_lane": "Embedded", "public_words": false, "shares_tests": false, "testing_limit": 3, "stuck_after_days": 42, "programme": "", "wave": null, "started_on": null, "paused_on": null, "paused_reason": "", "closed_week": null, "steps_dismissed": false, "stand_in": "", "version": 9}', '', NULL);
INSERT INTO public.history VALUES (2, 98, '2026-11-18 18:02:00+00', NULL, 'Demo data', 'pause team', 'team', '2', '{"id": 2, "site_id": 1, "parent_id": 3, "slug": "ward-7a-2", "name": "Ward 7A", "vision": "Vision 0.22111948810276805", "timezone": "Europe/London", "week_ends_on": 6, "huddle_weekday": 1, "huddle_time": "10:00:00", "idea_lane": "Ideas", "testing_lane": "Testing", "embedded_lane": "Embedded", "public_words": false, "shares_tests": false, "testing_limit": 3, "stuck_after_days": 42, "programme": "", "wave": null, "started_on": null, "paused_on": null, "paused_reason": "", "closed_week": null, "steps_dismissed": false, "stand_in": "", "version": 9}', '{"id": 2, "site_id": 1, "parent_id": 3, "slug": "ward-7a-2", "name": "Ward 7A", "vision": "Vision 0.22111948810276805", "timezone": "Europe/London", "week_ends_on": 6, "huddle_weekday": 1, "huddle_time": "10:00:00", "idea_lane": "Ideas", "testing_lane": "Testing", "embedded_lane": "Embedded", "public_words": false, "shares_tests": false, "testing_limit": 3, "stuck_after_days": 42, "programme": "", "wave": null, "started_on": null, "paused_on": "2026-11-18", "paused_reason": "Moving wards", "closed_week": null, "steps_dismissed": false, "stand_in": "", "version": 10}', 'Moving wards', NULL);
INSERT INTO public.history VALUES (2, 99, '2026-11-18 17:38:00+00', NULL, 'Demo data', 'escalate action', 'escalation_move', '99', 'null', '{"team_id": 2, "id": 99, "action_id": 42, "state": "waiting", "on": "2026-11-18", "to_team_id": 3, "words": "We cannot settle it"}', 'We cannot settle it', NULL);
INSERT INTO public.history VALUES (2, 100, '2026-11-18 13:50:00+00', NULL, 'Demo data', 'raise action', 'action', '100', 'null', '{"team_id": 2, "id": 100, "text": "Order 40 slings", "owner_id": null, "project_id": null, "raised_on": "2026-11-18", "due": null, "done_on": null, "repeat_weeks": null, "follows_id": null, "carried": 0, "removed": false, "version": 1}', '', NULL);
INSERT INTO public.history VALUES (2, 101, '2026-11-18 09:13:00+00', NULL, 'Demo data', 'escalate action', 'escalation_move', '101', 'null', '{"team_id": 2, "id": 101, "action_id": 100, "state": "waiting", "on": "2026-11-18", "to_team_id": 3, "words": "We cannot settle it"}', 'We cannot settle it', NULL);
INSERT INTO public.history VALUES (2, 102, '2026-11-18 18:13:00+00', NULL, 'Demo data', 'add project', 'project', '102', 'null', '{"team_id": 2, "id": 102, "title": "Project 0.18389230890110597", "aim": "", "aim_for": "", "aim_by": null, "theme": "", "change_idea": "", "next_step": "", "blocked_reason": "", "benefit": "", "holds_when": "", "scheme_state": "active", "origin_team_id": null, "origin_project_id": null, "public": false, "votes": 0, "owner_id": null, "removed": false, "version": 1}', '', NULL);
INSERT INTO public.history VALUES (2, 103, '2026-11-18 18:13:00+00', NULL, 'Demo data', 'move project', 'stage_move', '103', 'null', '{"team_id": 2, "id": 103, "project_id": 102, "from_stage": null, "to_stage": "idea", "moved_on": "2026-11-18", "reason": ""}', '', NULL);
INSERT INTO public.history VALUES (2, 104, '2026-11-18 18:34:00+00', NULL, 'Demo data', 'link measure', 'project_measure', '102:63', 'null', '{"team_id": 2, "project_id": 102, "measure_id": 63, "role": "guard"}', '', NULL);
INSERT INTO public.history VALUES (5, 22, '2026-11-18 15:13:00+00', NULL, 'Demo data', 'raise action', 'action', '22', 'null', '{"team_id": 5, "id": 22, "text": "A second porter", "owner_id": null, "project_id": null, "raised_on": "2026-11-18", "due": null, "done_on": null, "repeat_weeks": null, "follows_id": null, "carried": 0, "removed": false, "version": 1}', '', NULL);
INSERT INTO public.history VALUES (5, 23, '2026-11-18 15:53:00+00', NULL, 'Demo data', 'escalate action', 'escalation_move', '23', 'null', '{"team_id": 5, "id": 23, "action_id": 22, "state": "waiting", "on": "2026-11-18", "to_team_id": 3, "words": "Nobody on Sundays"}', 'Nobody on Sundays', NULL);
INSERT INTO public.history VALUES (2, 105, '2026-11-18 16:49:00+00', NULL, 'Demo data', 'retire measure', 'measure', '64', '{"team_id": 2, "id": 64, "name": "Ulcers", "short_name": "", "domain": "safety", "unit": "", "decimals": null, "direction": "decrease", "target": null, "definition": "", "source": "", "data_owner": "", "cadence_weeks": 1, "rules": null, "chart": null, "screening": true, "kind": "days_since", "out_of": "", "out_of_id": null, "began_on": "2026-11-09", "retired_on": null, "line_rests_until": null, "factor": 1.0, "library_key": "", "position": 5, "public": null, "on_wall": true, "removed": true, "version": 3}', '{"team_id": 2, "id": 64, "name": "Ulcers", "short_name": "", "domain": "safety", "unit": "", "decimals": null, "direction": "decrease", "target": null, "definition": "", "source": "", "data_owner": "", "cadence_weeks": 1, "rules": null, "chart": null, "screening": true, "kind": "days_since", "out_of": "", "out_of_id": null, "began_on": "2026-11-09", "retired_on": "2026-11-18", "line_rests_until": null, "factor": 1.0, "library_key": "", "position": 5, "public": null, "on_wall": true, "removed": true, "version": 4}', 'It holds', NULL);
INSERT INTO public.history VALUES (2, 106, '2026-11-18 14:19:00+00', NULL, 'Demo data', 'correct huddle', 'huddle', '18', '{"team_id": 2, "id": 18, "held_on": "2026-11-18", "minutes": null, "people": 7, "professions": "", "notes": "", "celebration": "Well done", "questions": "", "opened_at": null, "closed_at": null, "section": "", "section_at": null, "project_id": null, "on_wall": false, "version": 3}', '{"team_id": 2, "id": 18, "held_on": "2026-11-18", "minutes": null, "people": 8, "professions": "", "notes": "", "celebration": "Well done", "questions": "", "opened_at": null, "closed_at": null, "section": "", "section_at": null, "project_id": null, "on_wall": false, "version": 4}', '', NULL);
INSERT INTO public.history VALUES (2, 107, '2026-11-18 17:08:00+00', NULL, 'Demo data', 'correct point', 'data_point', '89:2026-11-01', '{"team_id": 2, "measure_id": 89, "week": "2026-11-01", "value": 1.0, "numerator": null, "denominator": null, "status": "final", "waiting_for": "", "note": "", "doubt": "", "recorded_on": "2026-11-18", "version": 1}', '{"team_id": 2, "measure_id": 89, "week": "2026-11-01", "value": 4.0, "numerator": null, "denominator": null, "status": "final", "waiting_for": "", "note": "", "doubt": "", "recorded_on": "2026-11-18", "version": 2}', 'From ours.xlsx', 107);
INSERT INTO public.history VALUES (2, 108, '2026-11-18 17:08:00+00', NULL, 'Demo data', 'correct point', 'data_point', '89:2026-11-08', '{"team_id": 2, "measure_id": 89, "week": "2026-11-08", "value": 2.0, "numerator": null, "denominator": null, "status": "final", "waiting_for": "", "note": "", "doubt": "", "recorded_on": "2026-11-18", "version": 1}', '{"team_id": 2, "measure_id": 89, "week": "2026-11-08", "value": 7.0, "numerator": null, "denominator": null, "status": "final", "waiting_for": "", "note": "", "doubt": "", "recorded_on": "2026-11-18", "version": 2}', 'From ours.xlsx', 107);
INSERT INTO public.history VALUES (2, 110, '2026-11-18 17:08:00+00', NULL, 'Demo data', 'correct point', 'data_point', '90:2026-11-01', '{"team_id": 2, "measure_id": 90, "week": "2026-11-01", "value": 1.0, "numerator": null, "denominator": null, "status": "final", "waiting_for": "", "note": "", "doubt": "", "recorded_on": "2026-11-18", "version": 1}', '{"team_id": 2, "measure_id": 90, "week": "2026-11-01", "value": 4.0, "numerator": null, "denominator": null, "status": "final", "waiting_for": "", "note": "", "doubt": "", "recorded_on": "2026-11-18", "version": 2}', 'From ours.xlsx', 107);
INSERT INTO public.history VALUES (2, 111, '2026-11-18 17:08:00+00', NULL, 'Demo data', 'correct point', 'data_point', '90:2026-11-08', '{"team_id": 2, "measure_id": 90, "week": "2026-11-08", "value": 2.0, "numerator": null, "denominator": null, "status": "final", "waiting_for": "", "note": "", "doubt": "", "recorded_on": "2026-11-18", "version": 1}', '{"team_id": 2, "measure_id": 90, "week": "2026-11-08", "value": 7.0, "numerator": null, "denominator": null, "status": "final", "waiting_for": "", "note": "", "doubt": "", "recorded_on": "2026-11-18", "version": 2}', 'From ours.xlsx', 107);
INSERT INTO public.history VALUES (2, 112, '2026-11-18 17:08:00+00', NULL, 'Demo data', 'correct point', 'data_point', '90:2026-11-15', '{"team_id": 2, "measure_id": 90, "week": "2026-11-15", "value": 7.0, "numerator": null, "denominator": null, "status": "final", "waiting_for": "", "note": "", "doubt": "", "recorded_on": "2026-11-18", "version": 1}', '{"team_id": 2, "measure_id": 90, "week": "2026-11-15", "value": 3.0, "numerator": null, "denominator": null, "status": "final", "waiting_for": "", "note": "", "doubt": "", "recorded_on": "2026-11-18", "version": 2}', 'From ours.xlsx', 107);
INSERT INTO public.history VALUES (5, 24, '2026-11-18 10:07:00+00', NULL, 'Demo data', 'raise action', 'action', '24', 'null', '{"team_id": 5, "id": 24, "text": "A second porter", "owner_id": null, "project_id": null, "raised_on": "2026-11-18", "due": null, "done_on": null, "repeat_weeks": null, "follows_id": null, "carried": 0, "removed": false, "version": 1}', '', NULL);
INSERT INTO public.history VALUES (5, 25, '2026-11-18 11:32:00+00', NULL, 'Demo data', 'escalate action', 'escalation_move', '25', 'null', '{"team_id": 5, "id": 25, "action_id": 24, "state": "waiting", "on": "2026-11-18", "to_team_id": 3, "words": "Nobody on Sundays"}', 'Nobody on Sundays', NULL);
INSERT INTO public.history VALUES (5, 26, '2026-11-18 11:15:00+00', NULL, 'Demo data', 'answer', 'escalation_move', '26', 'null', '{"team_id": 5, "id": 26, "action_id": 24, "state": "answered", "on": "2026-11-18", "to_team_id": 3, "words": "From December"}', 'From December', NULL);
INSERT INTO public.history VALUES (2, 113, '2026-11-18 18:55:00+00', NULL, 'Demo data', 'correct point', 'data_point', '90:2026-11-15', '{"team_id": 2, "measure_id": 90, "week": "2026-11-15", "value": 3.0, "numerator": null, "denominator": null, "status": "final", "waiting_for": "", "note": "", "doubt": "", "recorded_on": "2026-11-18", "version": 2}', '{"team_id": 2, "measure_id": 90, "week": "2026-11-15", "value": 9.0, "numerator": null, "denominator": null, "status": "final", "waiting_for": "finance", "note": "", "doubt": "", "recorded_on": "2026-11-18", "version": 3}', '', NULL);
INSERT INTO public.history VALUES (2, 114, '2026-11-18 13:11:00+00', NULL, 'Demo data', 'add project', 'project', '114', 'null', '{"team_id": 2, "id": 114, "title": "Project 0.018527280720823103", "aim": "", "aim_for": "", "aim_by": null, "theme": "", "change_idea": "", "next_step": "", "blocked_reason": "", "benefit": "", "holds_when": "", "scheme_state": "active", "origin_team_id": null, "origin_project_id": null, "public": false, "votes": 0, "owner_id": null, "removed": false, "version": 1}', '', NULL);
INSERT INTO public.history VALUES (2, 115, '2026-11-18 13:11:00+00', NULL, 'Demo data', 'move project', 'stage_move', '115', 'null', '{"team_id": 2, "id": 115, "project_id": 114, "from_stage": null, "to_stage": "idea", "moved_on": "2026-11-18", "reason": ""}', '', NULL);
INSERT INTO public.history VALUES (2, 116, '2026-11-18 12:30:00+00', NULL, 'Demo data', 'link measure', 'project_measure', '114:33', 'null', '{"team_id": 2, "project_id": 114, "measure_id": 33, "role": "outcome"}', '', NULL);
INSERT INTO public.history VALUES (2, 117, '2026-11-18 17:47:00+00', NULL, 'Demo data', 'undo', 'data_point', '90:2026-11-15', '{"team_id": 2, "measure_id": 90, "week": "2026-11-15", "value": 9.0, "numerator": null, "denominator": null, "status": "final", "waiting_for": "finance", "note": "", "doubt": "", "recorded_on": "2026-11-18", "version": 3}', '{"team_id": 2, "measure_id": 90, "week": "2026-11-15", "value": 3.0, "numerator": null, "denominator": null, "status": "final", "waiting_for": "", "note": "", "doubt": "", "recorded_on": "2026-11-18", "version": 4}', '113', NULL);
INSERT INTO public.history VALUES (2, 118, '2026-11-18 14:10:00+00', NULL, 'Demo data', 'raise action', 'action', '118', 'null', '{"team_id": 2, "id": 118, "text": "Order 68 slings", "owner_id": null, "project_id": null, "raised_on": "2026-11-18", "due": null, "done_on": null, "repeat_weeks": null, "follows_id": null, "carried": 0, "removed": false, "version": 1}', '', NULL);
INSERT INTO public.history VALUES (2, 119, '2026-11-18 14:36:00+00', NULL, 'Demo data', 'undo', 'data_point', '90:2026-11-15', '{"team_id": 2, "measure_id": 90, "week": "2026-11-15", "value": 3.0, "numerator": null, "denominator": null, "status": "final", "waiting_for": "", "note": "", "doubt": "", "recorded_on": "2026-11-18", "version": 4}', '{"team_id": 2, "measure_id": 90, "week": "2026-11-15", "value": 9.0, "numerator": null, "denominator": null, "status": "final", "waiting_for": "finance", "note": "", "doubt": "", "recorded_on": "2026-11-18", "version": 5}', '117', NULL);
INSERT INTO public.history VALUES (2, 120, '2026-11-18 09:28:00+00', NULL, 'Demo data', 'rebase', 'rebase', '120', 'null', '{"team_id": 2, "id": 120, "measure_id": 63, "week": "2026-08-16", "reason": "A new ward", "removed": false}', '', NULL);
INSERT INTO public.history VALUES (2, 121, '2026-11-18 09:19:00+00', NULL, 'Demo data', 'add project', 'project', '121', 'null', '{"team_id": 2, "id": 121, "title": "Project 0.8766519477681275", "aim": "", "aim_for": "", "aim_by": null, "theme": "", "change_idea": "", "next_step": "", "blocked_reason": "", "benefit": "", "holds_when": "", "scheme_state": "active", "origin_team_id": null, "origin_project_id": null, "public": false, "votes": 0, "owner_id": null, "removed": false, "version": 1}', '', NULL);
INSERT INTO public.history VALUES (2, 122, '2026-11-18 09:19:00+00', NULL, 'Demo data', 'move project', 'stage_move', '122', 'null', '{"team_id": 2, "id": 122, "project_id": 121, "from_stage": null, "to_stage": "idea", "moved_on": "2026-11-18", "reason": ""}', '', NULL);
INSERT INTO public.history VALUES (2, 123, '2026-11-18 10:27:00+00', NULL, 'Demo data', 'link measure', 'project_measure', '121:48', 'null', '{"team_id": 2, "project_id": 121, "measure_id": 48, "role": "outcome"}', '', NULL);
INSERT INTO public.history VALUES (2, 124, '2026-11-18 12:56:00+00', NULL, 'Demo data', 'rebase', 'rebase', '124', 'null', '{"team_id": 2, "id": 124, "measure_id": 3, "week": "2026-09-27", "reason": "A new ward", "removed": false}', '', NULL);
INSERT INTO public.huddle VALUES (2, 18, '2026-11-18', NULL, 8, '', '', 'Well done', 4, '', NULL, NULL, '', NULL, NULL, false);
INSERT INTO public.measure VALUES (1, 3, 'Falls', '', 'safety', '', NULL, 'decrease', NULL, '', '', '', 1, NULL, 1, '', 1, true, false, 1, NULL, true, 'weekly', '', NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.measure VALUES (2, 48, 'Measure 0.5506083969280183', '', 'capacity', '', NULL, 'increase', NULL, '', '', '', 1, NULL, 1, '', 3, true, false, 1, NULL, true, 'weekly', '', NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.measure VALUES (2, 33, 'Measure 0.9165298060172561', '', 'quality', '', NULL, 'decrease', NULL, '', '', '', 1, NULL, 1, '', 2, true, true, 3, NULL, true, 'days_since', '', '2026-11-09', NULL, NULL, NULL, NULL);
INSERT INTO public.measure VALUES (2, 3, 'Falls', '', 'safety', '', NULL, 'decrease', NULL, '', '', '', 1, NULL, 1, '', 1, true, true, 8, NULL, true, 'safety_cross', '', '2026-11-09', '2026-11-18', NULL, NULL, NULL);
INSERT INTO public.measure VALUES (2, 63, 'Falls', '', 'safety', '', NULL, 'decrease', NULL, '', '', '', 1, NULL, 1, '', 4, true, true, 3, NULL, true, 'weekly', '', NULL, '2026-11-18', NULL, NULL, NULL);
INSERT INTO public.measure VALUES (2, 89, 'Falls', '', 'safety', '', NULL, 'decrease', NULL, '', '', '', 1, NULL, 1, '', 6, true, false, 1, NULL, true, 'weekly', '', NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.measure VALUES (2, 90, 'Ulcers', '', 'safety', '', NULL, 'decrease', NULL, '', '', '', 1, NULL, 1, '', 7, true, false, 1, NULL, true, 'weekly', '', NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.measure VALUES (2, 64, 'Ulcers', '', 'safety', '', NULL, 'decrease', NULL, '', '', '', 1, NULL, 1, '', 5, true, true, 4, NULL, true, 'days_since', '', '2026-11-09', '2026-11-18', NULL, NULL, NULL);
INSERT INTO public.member VALUES (1, 2, 'Jo Douglas', 'JD', '', false, 1);
INSERT INTO public.member VALUES (2, 2, 'Jo Douglas', 'JD', '', false, 1);
INSERT INTO public.organisation VALUES (1, 'NHS Highland', false);
INSERT INTO public.pdsa_cycle VALUES (2, 31, 23, 2, 'plan', '2026-11-18', 'One bay', 'Fewer', '', '', NULL, 1);
INSERT INTO public.pdsa_cycle VALUES (2, 86, 59, 1, 'plan', '2026-11-18', 'One bay', 'Fewer', '', '', NULL, 1);
INSERT INTO public.pdsa_cycle VALUES (2, 28, 23, 1, 'study', '2026-11-18', 'One bay', 'Fewer', '', '', NULL, 3);
INSERT INTO public.project VALUES (2, 23, 'Project 0.7651622413262759', '', '', '', 'Estates', '', 'We saw enough', 0, NULL, false, 3, '', NULL, '', false, 'active', NULL, NULL);
INSERT INTO public.project VALUES (2, 59, 'Project 0.5418630314898528', '', '', '', 'Estates', '', '', 0, NULL, false, 2, '', NULL, '', false, 'active', NULL, NULL);
INSERT INTO public.project VALUES (2, 102, 'Project 0.18389230890110597', '', '', '', '', '', '', 0, NULL, false, 1, '', NULL, '', false, 'active', NULL, NULL);
INSERT INTO public.project VALUES (2, 114, 'Project 0.018527280720823103', '', '', '', '', '', '', 0, NULL, false, 1, '', NULL, '', false, 'active', NULL, NULL);
INSERT INTO public.project VALUES (2, 121, 'Project 0.8766519477681275', '', '', '', '', '', '', 0, NULL, false, 1, '', NULL, '', false, 'active', NULL, NULL);
INSERT INTO public.project_measure VALUES (2, 23, 3, 'process');
INSERT INTO public.project_measure VALUES (2, 59, 48, 'outcome');
INSERT INTO public.project_measure VALUES (2, 102, 63, 'guard');
INSERT INTO public.project_measure VALUES (2, 114, 33, 'outcome');
INSERT INTO public.project_measure VALUES (2, 121, 48, 'outcome');
INSERT INTO public.rebase VALUES (2, 120, 63, '2026-08-16', 'A new ward', false);
INSERT INTO public.rebase VALUES (2, 124, 3, '2026-09-27', 'A new ward', false);
INSERT INTO public.site VALUES (1, 1, 'Raigmore Hospital');
INSERT INTO public.stage_move VALUES (2, 24, 23, NULL, 'idea', '2026-11-18', '');
INSERT INTO public.stage_move VALUES (2, 26, 23, 'idea', 'parked', '2026-11-18', 'We saw enough');
INSERT INTO public.stage_move VALUES (2, 30, 23, 'parked', 'stopped', '2026-11-18', 'We saw enough');
INSERT INTO public.stage_move VALUES (2, 53, 23, 'stopped', 'embedded', '2026-11-18', 'We saw enough');
INSERT INTO public.stage_move VALUES (2, 60, 59, NULL, 'idea', '2026-11-18', '');
INSERT INTO public.stage_move VALUES (2, 80, 59, 'idea', 'stopped', '2026-11-18', 'We saw enough');
INSERT INTO public.stage_move VALUES (2, 103, 102, NULL, 'idea', '2026-11-18', '');
INSERT INTO public.stage_move VALUES (2, 115, 114, NULL, 'idea', '2026-11-18', '');
INSERT INTO public.stage_move VALUES (2, 122, 121, NULL, 'idea', '2026-11-18', '');
INSERT INTO public.team VALUES (1, 1, NULL, 'ward-7a', 'Ward 7A', '', 'Europe/London', 6, 1, '10:00:00', 'Ideas', 'Testing', 'Embedded', 4, 42, 1, false, '', NULL, NULL, NULL, '', NULL, false, '', false);
INSERT INTO public.team VALUES (4, 1, NULL, 'executive-team', 'Executive team', '', 'Europe/London', 6, 1, '10:00:00', 'Ideas', 'Testing', 'Embedded', 4, 42, 1, false, '', NULL, NULL, NULL, '', NULL, false, '', false);
INSERT INTO public.team VALUES (5, 1, 3, 'ward-7b', 'Ward 7B', '', 'Europe/London', 6, 1, '10:00:00', 'Ideas', 'Testing', 'Embedded', 4, 42, 2, false, '', NULL, NULL, NULL, '', NULL, false, '', false);
INSERT INTO public.team VALUES (3, 1, 4, 'division', 'Division', '', 'Europe/London', 6, 1, '10:00:00', 'Ideas', 'Testing', 'Embedded', 4, 42, 2, false, '', NULL, NULL, NULL, '', NULL, false, '', false);
INSERT INTO public.team VALUES (2, 1, 3, 'ward-7a-2', 'Ward 7A', 'Vision 0.22111948810276805', 'Europe/London', 6, 1, '10:00:00', 'Ideas', 'Testing', 'Embedded', 3, 42, 10, false, '', NULL, NULL, '2026-11-18', 'Moving wards', NULL, false, '', false);
INSERT INTO public.team_revision VALUES (1, 4, 1488227203512163950);
INSERT INTO public.team_revision VALUES (5, 26, 926507162356603386);
INSERT INTO public.team_revision VALUES (3, 22, 2690688854397406033);
INSERT INTO public.team_revision VALUES (2, 124, 2767576086108142704);
INSERT INTO public.team_revision VALUES (4, 5, 3567375486047263946);
SELECT pg_catalog.setval('public.account_id_seq', 1, false);
SELECT pg_catalog.setval('public.audit_line_id_seq', 1, false);
SELECT pg_catalog.setval('public.organisation_id_seq', 1, true);
SELECT pg_catalog.setval('public.report_id_seq', 1, false);
SELECT pg_catalog.setval('public.sign_in_id_seq', 1, false);
SELECT pg_catalog.setval('public.site_id_seq', 1, true);
SELECT pg_catalog.setval('public.source_id_seq', 1, false);
SELECT pg_catalog.setval('public.team_id_seq', 5, true);
ALTER TABLE ONLY public.alembic_version
    ADD CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num);
ALTER TABLE ONLY public.account
    ADD CONSTRAINT pk_account PRIMARY KEY (id);
ALTER TABLE ONLY public.action
    ADD CONSTRAINT pk_action PRIMARY KEY (team_id, id);
ALTER TABLE ONLY public.asker
    ADD CONSTRAINT pk_asker PRIMARY KEY (team_id, asker_id);
ALTER TABLE ONLY public.assessment
    ADD CONSTRAINT pk_assessment PRIMARY KEY (team_id, id);
ALTER TABLE ONLY public.attempt
    ADD CONSTRAINT pk_attempt PRIMARY KEY (key);
ALTER TABLE ONLY public.audit_line
    ADD CONSTRAINT pk_audit_line PRIMARY KEY (id);
ALTER TABLE ONLY public.baseline
    ADD CONSTRAINT pk_baseline PRIMARY KEY (team_id, id);
ALTER TABLE ONLY public.benefit
    ADD CONSTRAINT pk_benefit PRIMARY KEY (team_id, id);
ALTER TABLE ONLY public.calendar_link
    ADD CONSTRAINT pk_calendar_link PRIMARY KEY (team_id, id);
ALTER TABLE ONLY public.choice
    ADD CONSTRAINT pk_choice PRIMARY KEY (name);
ALTER TABLE ONLY public.computer
    ADD CONSTRAINT pk_computer PRIMARY KEY (team_id, id);
ALTER TABLE ONLY public.confidence
    ADD CONSTRAINT pk_confidence PRIMARY KEY (team_id, id);
ALTER TABLE ONLY public.data_point
    ADD CONSTRAINT pk_data_point PRIMARY KEY (team_id, measure_id, week);
ALTER TABLE ONLY public.day_mark
    ADD CONSTRAINT pk_day_mark PRIMARY KEY (team_id, measure_id, day);
ALTER TABLE ONLY public.display
    ADD CONSTRAINT pk_display PRIMARY KEY (team_id, id);
ALTER TABLE ONLY public.escalation_move
    ADD CONSTRAINT pk_escalation_move PRIMARY KEY (team_id, id);
ALTER TABLE ONLY public.exclusion
    ADD CONSTRAINT pk_exclusion PRIMARY KEY (team_id, id);
ALTER TABLE ONLY public.history
    ADD CONSTRAINT pk_history PRIMARY KEY (team_id, revision);
ALTER TABLE ONLY public.huddle
    ADD CONSTRAINT pk_huddle PRIMARY KEY (team_id, id);
ALTER TABLE ONLY public.link
    ADD CONSTRAINT pk_link PRIMARY KEY (token_hash);
ALTER TABLE ONLY public.measure
    ADD CONSTRAINT pk_measure PRIMARY KEY (team_id, id);
ALTER TABLE ONLY public.measure_part
    ADD CONSTRAINT pk_measure_part PRIMARY KEY (team_id, measure_id, part_id, role);
ALTER TABLE ONLY public.member
    ADD CONSTRAINT pk_member PRIMARY KEY (team_id, id);
ALTER TABLE ONLY public.organisation
    ADD CONSTRAINT pk_organisation PRIMARY KEY (id);
ALTER TABLE ONLY public.pairing
    ADD CONSTRAINT pk_pairing PRIMARY KEY (code);
ALTER TABLE ONLY public.pdsa_cycle
    ADD CONSTRAINT pk_pdsa_cycle PRIMARY KEY (team_id, id);
ALTER TABLE ONLY public.peer_question
    ADD CONSTRAINT pk_peer_question PRIMARY KEY (team_id, id);
ALTER TABLE ONLY public.pin
    ADD CONSTRAINT pk_pin PRIMARY KEY (team_id);
ALTER TABLE ONLY public.project
    ADD CONSTRAINT pk_project PRIMARY KEY (team_id, id);
ALTER TABLE ONLY public.project_measure
    ADD CONSTRAINT pk_project_measure PRIMARY KEY (team_id, project_id, measure_id);
ALTER TABLE ONLY public.promise
    ADD CONSTRAINT pk_promise PRIMARY KEY (team_id, id);
ALTER TABLE ONLY public.quality_impact
    ADD CONSTRAINT pk_quality_impact PRIMARY KEY (team_id, project_id);
ALTER TABLE ONLY public.rebase
    ADD CONSTRAINT pk_rebase PRIMARY KEY (team_id, id);
ALTER TABLE ONLY public.receipt
    ADD CONSTRAINT pk_receipt PRIMARY KEY (team_id, key);
ALTER TABLE ONLY public.report
    ADD CONSTRAINT pk_report PRIMARY KEY (team_id, id);
ALTER TABLE ONLY public.report_file
    ADD CONSTRAINT pk_report_file PRIMARY KEY (team_id, report_id, format);
ALTER TABLE ONLY public.schedule
    ADD CONSTRAINT pk_schedule PRIMARY KEY (team_id, id);
ALTER TABLE ONLY public.secret
    ADD CONSTRAINT pk_secret PRIMARY KEY (name);
ALTER TABLE ONLY public.sign_in
    ADD CONSTRAINT pk_sign_in PRIMARY KEY (id);
ALTER TABLE ONLY public.site
    ADD CONSTRAINT pk_site PRIMARY KEY (id);
ALTER TABLE ONLY public.source
    ADD CONSTRAINT pk_source PRIMARY KEY (id);
ALTER TABLE ONLY public.source_team
    ADD CONSTRAINT pk_source_team PRIMARY KEY (team_id, source_id);
ALTER TABLE ONLY public.stage_move
    ADD CONSTRAINT pk_stage_move PRIMARY KEY (team_id, id);
ALTER TABLE ONLY public.story
    ADD CONSTRAINT pk_story PRIMARY KEY (team_id, id);
ALTER TABLE ONLY public.team
    ADD CONSTRAINT pk_team PRIMARY KEY (id);
ALTER TABLE ONLY public.team_grant
    ADD CONSTRAINT pk_team_grant PRIMARY KEY (team_id, account_id, role);
ALTER TABLE ONLY public.team_revision
    ADD CONSTRAINT pk_team_revision PRIMARY KEY (team_id);
ALTER TABLE ONLY public.team_summary
    ADD CONSTRAINT pk_team_summary PRIMARY KEY (team_id);
ALTER TABLE ONLY public.visit
    ADD CONSTRAINT pk_visit PRIMARY KEY (team_id, id);
ALTER TABLE ONLY public.account
    ADD CONSTRAINT uq_account_email UNIQUE (email);
ALTER TABLE ONLY public.account
    ADD CONSTRAINT uq_account_subject UNIQUE (subject);
ALTER TABLE ONLY public.calendar_link
    ADD CONSTRAINT uq_calendar_link_team_id_token_hash UNIQUE (team_id, token_hash);
ALTER TABLE ONLY public.computer
    ADD CONSTRAINT uq_computer_team_id_token_hash UNIQUE (team_id, token_hash);
ALTER TABLE ONLY public.display
    ADD CONSTRAINT uq_display_team_id_token_hash UNIQUE (team_id, token_hash);
ALTER TABLE ONLY public.huddle
    ADD CONSTRAINT uq_huddle_team_id_held_on UNIQUE (team_id, held_on);
ALTER TABLE ONLY public.member
    ADD CONSTRAINT uq_member_team_id_initials UNIQUE (team_id, initials);
ALTER TABLE ONLY public.organisation
    ADD CONSTRAINT uq_organisation_name UNIQUE (name);
ALTER TABLE ONLY public.pairing
    ADD CONSTRAINT uq_pairing_token_hash UNIQUE (token_hash);
ALTER TABLE ONLY public.pdsa_cycle
    ADD CONSTRAINT uq_pdsa_cycle_team_id_project_id_number UNIQUE (team_id, project_id, number);
ALTER TABLE ONLY public.report
    ADD CONSTRAINT uq_report_team_id_slot UNIQUE (team_id, slot);
ALTER TABLE ONLY public.sign_in
    ADD CONSTRAINT uq_sign_in_token_hash UNIQUE (token_hash);
ALTER TABLE ONLY public.site
    ADD CONSTRAINT uq_site_organisation_id_name UNIQUE (organisation_id, name);
ALTER TABLE ONLY public.source
    ADD CONSTRAINT uq_source_token_hash UNIQUE (token_hash);
ALTER TABLE ONLY public.team
    ADD CONSTRAINT uq_team_slug UNIQUE (slug);
CREATE INDEX ix_audit_line_at ON public.audit_line USING btree (at);
CREATE INDEX ix_escalation_move_to_team_id ON public.escalation_move USING btree (to_team_id);
CREATE INDEX ix_history_team_id_noun_row_key ON public.history USING btree (team_id, noun, row_key);
CREATE INDEX ix_link_team_id ON public.link USING btree (team_id);
CREATE INDEX ix_report_asked_key ON public.report USING btree (asked_key);
CREATE INDEX ix_report_id ON public.report USING btree (id);
CREATE INDEX ix_report_state ON public.report USING btree (state);
CREATE INDEX ix_sign_in_account_id ON public.sign_in USING btree (account_id);
CREATE INDEX ix_sign_in_team_id ON public.sign_in USING btree (team_id);
CREATE INDEX ix_source_team_source_id ON public.source_team USING btree (source_id);
CREATE INDEX ix_team_grant_account_id ON public.team_grant USING btree (account_id);
CREATE INDEX ix_team_parent_id ON public.team USING btree (parent_id);
CREATE INDEX ix_team_site_id ON public.team USING btree (site_id);
CREATE UNIQUE INDEX uq_measure_name_in_use ON public.measure USING btree (team_id, name) WHERE (NOT removed);
ALTER TABLE ONLY public.action
    ADD CONSTRAINT fk_action_team_id_owner_id_member FOREIGN KEY (team_id, owner_id) REFERENCES public.member(team_id, id);
ALTER TABLE ONLY public.action
    ADD CONSTRAINT fk_action_team_id_project_id_project FOREIGN KEY (team_id, project_id) REFERENCES public.project(team_id, id);
ALTER TABLE ONLY public.action
    ADD CONSTRAINT fk_action_team_id_team FOREIGN KEY (team_id) REFERENCES public.team(id);
ALTER TABLE ONLY public.asker
    ADD CONSTRAINT fk_asker_asker_id_team FOREIGN KEY (asker_id) REFERENCES public.team(id);
ALTER TABLE ONLY public.asker
    ADD CONSTRAINT fk_asker_team_id_team FOREIGN KEY (team_id) REFERENCES public.team(id);
ALTER TABLE ONLY public.assessment
    ADD CONSTRAINT fk_assessment_team_id_team FOREIGN KEY (team_id) REFERENCES public.team(id);
ALTER TABLE ONLY public.baseline
    ADD CONSTRAINT fk_baseline_team_id_measure_id_measure FOREIGN KEY (team_id, measure_id) REFERENCES public.measure(team_id, id);
ALTER TABLE ONLY public.baseline
    ADD CONSTRAINT fk_baseline_team_id_team FOREIGN KEY (team_id) REFERENCES public.team(id);
ALTER TABLE ONLY public.benefit
    ADD CONSTRAINT fk_benefit_team_id_project_id_project FOREIGN KEY (team_id, project_id) REFERENCES public.project(team_id, id);
ALTER TABLE ONLY public.benefit
    ADD CONSTRAINT fk_benefit_team_id_team FOREIGN KEY (team_id) REFERENCES public.team(id);
ALTER TABLE ONLY public.calendar_link
    ADD CONSTRAINT fk_calendar_link_team_id_team FOREIGN KEY (team_id) REFERENCES public.team(id);
ALTER TABLE ONLY public.computer
    ADD CONSTRAINT fk_computer_team_id_team FOREIGN KEY (team_id) REFERENCES public.team(id);
ALTER TABLE ONLY public.confidence
    ADD CONSTRAINT fk_confidence_team_id_team FOREIGN KEY (team_id) REFERENCES public.team(id);
ALTER TABLE ONLY public.data_point
    ADD CONSTRAINT fk_data_point_team_id_measure_id_measure FOREIGN KEY (team_id, measure_id) REFERENCES public.measure(team_id, id);
ALTER TABLE ONLY public.data_point
    ADD CONSTRAINT fk_data_point_team_id_team FOREIGN KEY (team_id) REFERENCES public.team(id);
ALTER TABLE ONLY public.day_mark
    ADD CONSTRAINT fk_day_mark_team_id_measure_id_measure FOREIGN KEY (team_id, measure_id) REFERENCES public.measure(team_id, id);
ALTER TABLE ONLY public.day_mark
    ADD CONSTRAINT fk_day_mark_team_id_team FOREIGN KEY (team_id) REFERENCES public.team(id);
ALTER TABLE ONLY public.display
    ADD CONSTRAINT fk_display_team_id_team FOREIGN KEY (team_id) REFERENCES public.team(id);
ALTER TABLE ONLY public.escalation_move
    ADD CONSTRAINT fk_escalation_move_team_id_action_id_action FOREIGN KEY (team_id, action_id) REFERENCES public.action(team_id, id);
ALTER TABLE ONLY public.escalation_move
    ADD CONSTRAINT fk_escalation_move_team_id_team FOREIGN KEY (team_id) REFERENCES public.team(id);
ALTER TABLE ONLY public.escalation_move
    ADD CONSTRAINT fk_escalation_move_to_team_id_team FOREIGN KEY (to_team_id) REFERENCES public.team(id);
ALTER TABLE ONLY public.exclusion
    ADD CONSTRAINT fk_exclusion_team_id_measure_id_measure FOREIGN KEY (team_id, measure_id) REFERENCES public.measure(team_id, id);
ALTER TABLE ONLY public.exclusion
    ADD CONSTRAINT fk_exclusion_team_id_team FOREIGN KEY (team_id) REFERENCES public.team(id);
ALTER TABLE ONLY public.history
    ADD CONSTRAINT fk_history_team_id_team FOREIGN KEY (team_id) REFERENCES public.team(id);
ALTER TABLE ONLY public.huddle
    ADD CONSTRAINT fk_huddle_team_id_team FOREIGN KEY (team_id) REFERENCES public.team(id);
ALTER TABLE ONLY public.link
    ADD CONSTRAINT fk_link_team_id_team FOREIGN KEY (team_id) REFERENCES public.team(id);
ALTER TABLE ONLY public.measure_part
    ADD CONSTRAINT fk_measure_part_team_id_measure_id_measure FOREIGN KEY (team_id, measure_id) REFERENCES public.measure(team_id, id);
ALTER TABLE ONLY public.measure_part
    ADD CONSTRAINT fk_measure_part_team_id_part_id_measure FOREIGN KEY (team_id, part_id) REFERENCES public.measure(team_id, id);
ALTER TABLE ONLY public.measure_part
    ADD CONSTRAINT fk_measure_part_team_id_team FOREIGN KEY (team_id) REFERENCES public.team(id);
ALTER TABLE ONLY public.measure
    ADD CONSTRAINT fk_measure_team_id_team FOREIGN KEY (team_id) REFERENCES public.team(id);
ALTER TABLE ONLY public.member
    ADD CONSTRAINT fk_member_team_id_team FOREIGN KEY (team_id) REFERENCES public.team(id);
ALTER TABLE ONLY public.pdsa_cycle
    ADD CONSTRAINT fk_pdsa_cycle_team_id_project_id_project FOREIGN KEY (team_id, project_id) REFERENCES public.project(team_id, id);
ALTER TABLE ONLY public.pdsa_cycle
    ADD CONSTRAINT fk_pdsa_cycle_team_id_team FOREIGN KEY (team_id) REFERENCES public.team(id);
ALTER TABLE ONLY public.peer_question
    ADD CONSTRAINT fk_peer_question_team_id_project_id_project FOREIGN KEY (team_id, project_id) REFERENCES public.project(team_id, id);
ALTER TABLE ONLY public.peer_question
    ADD CONSTRAINT fk_peer_question_team_id_team FOREIGN KEY (team_id) REFERENCES public.team(id);
ALTER TABLE ONLY public.pin
    ADD CONSTRAINT fk_pin_team_id_team FOREIGN KEY (team_id) REFERENCES public.team(id);
ALTER TABLE ONLY public.project_measure
    ADD CONSTRAINT fk_project_measure_team_id_measure_id_measure FOREIGN KEY (team_id, measure_id) REFERENCES public.measure(team_id, id);
ALTER TABLE ONLY public.project_measure
    ADD CONSTRAINT fk_project_measure_team_id_project_id_project FOREIGN KEY (team_id, project_id) REFERENCES public.project(team_id, id);
ALTER TABLE ONLY public.project_measure
    ADD CONSTRAINT fk_project_measure_team_id_team FOREIGN KEY (team_id) REFERENCES public.team(id);
ALTER TABLE ONLY public.project
    ADD CONSTRAINT fk_project_team_id_owner_id_member FOREIGN KEY (team_id, owner_id) REFERENCES public.member(team_id, id);
ALTER TABLE ONLY public.project
    ADD CONSTRAINT fk_project_team_id_team FOREIGN KEY (team_id) REFERENCES public.team(id);
ALTER TABLE ONLY public.promise
    ADD CONSTRAINT fk_promise_team_id_team FOREIGN KEY (team_id) REFERENCES public.team(id);
ALTER TABLE ONLY public.promise
    ADD CONSTRAINT fk_promise_team_id_visit_id_visit FOREIGN KEY (team_id, visit_id) REFERENCES public.visit(team_id, id);
ALTER TABLE ONLY public.quality_impact
    ADD CONSTRAINT fk_quality_impact_team_id_project_id_project FOREIGN KEY (team_id, project_id) REFERENCES public.project(team_id, id);
ALTER TABLE ONLY public.quality_impact
    ADD CONSTRAINT fk_quality_impact_team_id_team FOREIGN KEY (team_id) REFERENCES public.team(id);
ALTER TABLE ONLY public.rebase
    ADD CONSTRAINT fk_rebase_team_id_measure_id_measure FOREIGN KEY (team_id, measure_id) REFERENCES public.measure(team_id, id);
ALTER TABLE ONLY public.rebase
    ADD CONSTRAINT fk_rebase_team_id_team FOREIGN KEY (team_id) REFERENCES public.team(id);
ALTER TABLE ONLY public.receipt
    ADD CONSTRAINT fk_receipt_team_id_team FOREIGN KEY (team_id) REFERENCES public.team(id);
ALTER TABLE ONLY public.report_file
    ADD CONSTRAINT fk_report_file_team_id_report_id_report FOREIGN KEY (team_id, report_id) REFERENCES public.report(team_id, id);
ALTER TABLE ONLY public.report_file
    ADD CONSTRAINT fk_report_file_team_id_team FOREIGN KEY (team_id) REFERENCES public.team(id);
ALTER TABLE ONLY public.report
    ADD CONSTRAINT fk_report_team_id_team FOREIGN KEY (team_id) REFERENCES public.team(id);
ALTER TABLE ONLY public.schedule
    ADD CONSTRAINT fk_schedule_team_id_team FOREIGN KEY (team_id) REFERENCES public.team(id);
ALTER TABLE ONLY public.sign_in
    ADD CONSTRAINT fk_sign_in_account_id_account FOREIGN KEY (account_id) REFERENCES public.account(id);
ALTER TABLE ONLY public.sign_in
    ADD CONSTRAINT fk_sign_in_team_id_team FOREIGN KEY (team_id) REFERENCES public.team(id);
ALTER TABLE ONLY public.site
    ADD CONSTRAINT fk_site_organisation_id_organisation FOREIGN KEY (organisation_id) REFERENCES public.organisation(id);
ALTER TABLE ONLY public.source
    ADD CONSTRAINT fk_source_organisation_id_organisation FOREIGN KEY (organisation_id) REFERENCES public.organisation(id);
ALTER TABLE ONLY public.source
    ADD CONSTRAINT fk_source_site_id_site FOREIGN KEY (site_id) REFERENCES public.site(id);
ALTER TABLE ONLY public.source_team
    ADD CONSTRAINT fk_source_team_source_id_source FOREIGN KEY (source_id) REFERENCES public.source(id);
ALTER TABLE ONLY public.source_team
    ADD CONSTRAINT fk_source_team_team_id_team FOREIGN KEY (team_id) REFERENCES public.team(id);
ALTER TABLE ONLY public.stage_move
    ADD CONSTRAINT fk_stage_move_team_id_project_id_project FOREIGN KEY (team_id, project_id) REFERENCES public.project(team_id, id);
ALTER TABLE ONLY public.stage_move
    ADD CONSTRAINT fk_stage_move_team_id_team FOREIGN KEY (team_id) REFERENCES public.team(id);
ALTER TABLE ONLY public.story
    ADD CONSTRAINT fk_story_team_id_project_id_project FOREIGN KEY (team_id, project_id) REFERENCES public.project(team_id, id);
ALTER TABLE ONLY public.story
    ADD CONSTRAINT fk_story_team_id_team FOREIGN KEY (team_id) REFERENCES public.team(id);
ALTER TABLE ONLY public.team_grant
    ADD CONSTRAINT fk_team_grant_account_id_account FOREIGN KEY (account_id) REFERENCES public.account(id);
ALTER TABLE ONLY public.team_grant
    ADD CONSTRAINT fk_team_grant_team_id_team FOREIGN KEY (team_id) REFERENCES public.team(id);
ALTER TABLE ONLY public.team
    ADD CONSTRAINT fk_team_parent_id_team FOREIGN KEY (parent_id) REFERENCES public.team(id);
ALTER TABLE ONLY public.team_revision
    ADD CONSTRAINT fk_team_revision_team_id_team FOREIGN KEY (team_id) REFERENCES public.team(id);
ALTER TABLE ONLY public.team
    ADD CONSTRAINT fk_team_site_id_site FOREIGN KEY (site_id) REFERENCES public.site(id);
ALTER TABLE ONLY public.team_summary
    ADD CONSTRAINT fk_team_summary_team_id_team FOREIGN KEY (team_id) REFERENCES public.team(id);
ALTER TABLE ONLY public.visit
    ADD CONSTRAINT fk_visit_team_id_team FOREIGN KEY (team_id) REFERENCES public.team(id);
