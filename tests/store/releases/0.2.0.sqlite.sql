BEGIN TRANSACTION;
CREATE TABLE account (
	id INTEGER NOT NULL, 
	name VARCHAR(80) NOT NULL, 
	email VARCHAR(200) NOT NULL, 
	subject VARCHAR(255), 
	password_hash VARCHAR(200) NOT NULL, 
	is_administrator BOOLEAN DEFAULT 0 NOT NULL, 
	disabled_at DATETIME, 
	version INTEGER NOT NULL, signs_for VARCHAR(24), 
	CONSTRAINT pk_account PRIMARY KEY (id), 
	CONSTRAINT uq_account_email UNIQUE (email), 
	CONSTRAINT uq_account_subject UNIQUE (subject)
);
CREATE TABLE action (
	team_id INTEGER NOT NULL, 
	id INTEGER NOT NULL, 
	text VARCHAR(140) NOT NULL, 
	owner_id INTEGER, 
	project_id INTEGER, 
	raised_on DATE NOT NULL, 
	due DATE, 
	done_on DATE, 
	removed BOOLEAN NOT NULL, 
	version INTEGER NOT NULL, repeat_weeks INTEGER, follows_id INTEGER, carried INTEGER DEFAULT '0' NOT NULL, 
	CONSTRAINT pk_action PRIMARY KEY (team_id, id), 
	CONSTRAINT fk_action_team_id_owner_id_member FOREIGN KEY(team_id, owner_id) REFERENCES member (team_id, id), 
	CONSTRAINT fk_action_team_id_project_id_project FOREIGN KEY(team_id, project_id) REFERENCES project (team_id, id), 
	CONSTRAINT fk_action_team_id_team FOREIGN KEY(team_id) REFERENCES team (id)
);
INSERT INTO "action" VALUES(1,4,'Order new bed sensors',NULL,NULL,'2026-11-18',NULL,NULL,0,1,NULL,NULL,0);
INSERT INTO "action" VALUES(5,3,'A second porter',NULL,NULL,'2026-11-18',NULL,NULL,0,1,NULL,NULL,0);
INSERT INTO "action" VALUES(2,32,'Order 46 slings',NULL,NULL,'2026-11-18',NULL,NULL,0,1,NULL,NULL,0);
INSERT INTO "action" VALUES(5,7,'A second porter',NULL,NULL,'2026-11-18',NULL,NULL,0,1,NULL,NULL,0);
INSERT INTO "action" VALUES(2,42,'Order 11 slings',NULL,NULL,'2026-11-18',NULL,NULL,0,1,NULL,NULL,0);
INSERT INTO "action" VALUES(5,11,'A second porter',NULL,NULL,'2026-11-18',NULL,NULL,0,1,NULL,NULL,0);
INSERT INTO "action" VALUES(2,71,'Order 29 slings',NULL,NULL,'2026-11-18',NULL,NULL,0,1,NULL,NULL,0);
INSERT INTO "action" VALUES(5,14,'A second porter',NULL,NULL,'2026-11-18',NULL,NULL,0,1,NULL,NULL,0);
INSERT INTO "action" VALUES(5,17,'A second porter',NULL,NULL,'2026-11-18',NULL,NULL,0,1,NULL,NULL,0);
INSERT INTO "action" VALUES(5,19,'A second porter',NULL,NULL,'2026-11-18',NULL,NULL,0,1,NULL,NULL,0);
INSERT INTO "action" VALUES(2,100,'Order 40 slings',NULL,NULL,'2026-11-18',NULL,NULL,0,1,NULL,NULL,0);
INSERT INTO "action" VALUES(5,22,'A second porter',NULL,NULL,'2026-11-18',NULL,NULL,0,1,NULL,NULL,0);
INSERT INTO "action" VALUES(5,24,'A second porter',NULL,NULL,'2026-11-18',NULL,NULL,0,1,NULL,NULL,0);
INSERT INTO "action" VALUES(2,118,'Order 68 slings',NULL,NULL,'2026-11-18',NULL,NULL,0,1,NULL,NULL,0);
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0015');
CREATE TABLE asker (
	team_id INTEGER NOT NULL, 
	asker_id INTEGER NOT NULL, 
	CONSTRAINT pk_asker PRIMARY KEY (team_id, asker_id), 
	CONSTRAINT fk_asker_team_id_team FOREIGN KEY(team_id) REFERENCES team (id), 
	CONSTRAINT fk_asker_asker_id_team FOREIGN KEY(asker_id) REFERENCES team (id)
);
INSERT INTO "asker" VALUES(3,5);
INSERT INTO "asker" VALUES(4,5);
INSERT INTO "asker" VALUES(3,2);
CREATE TABLE assessment (
	team_id INTEGER NOT NULL, 
	id INTEGER NOT NULL, 
	"on" DATE NOT NULL, 
	answers JSON NOT NULL, 
	agreed BOOLEAN NOT NULL, 
	author VARCHAR(80) NOT NULL, 
	removed BOOLEAN NOT NULL, 
	version INTEGER NOT NULL, 
	CONSTRAINT pk_assessment PRIMARY KEY (team_id, id), 
	CONSTRAINT fk_assessment_team_id_team FOREIGN KEY(team_id) REFERENCES team (id)
);
CREATE TABLE attempt (
	"key" VARCHAR(120) NOT NULL, 
	failures INTEGER NOT NULL, 
	day DATE NOT NULL, 
	today INTEGER NOT NULL, 
	wait_until DATETIME, 
	CONSTRAINT pk_attempt PRIMARY KEY ("key")
);
CREATE TABLE audit_line (
	id INTEGER NOT NULL, 
	at DATETIME NOT NULL, 
	event VARCHAR(60) NOT NULL, 
	"by" VARCHAR(48) NOT NULL, 
	team_id INTEGER, 
	account_id INTEGER, 
	CONSTRAINT pk_audit_line PRIMARY KEY (id)
);
CREATE TABLE baseline (
	team_id INTEGER NOT NULL, 
	id INTEGER NOT NULL, 
	measure_id INTEGER NOT NULL, 
	first_week DATE NOT NULL, 
	last_week DATE NOT NULL, 
	reason VARCHAR(200) NOT NULL, 
	removed BOOLEAN NOT NULL, 
	CONSTRAINT pk_baseline PRIMARY KEY (team_id, id), 
	CONSTRAINT fk_baseline_team_id_measure_id_measure FOREIGN KEY(team_id, measure_id) REFERENCES measure (team_id, id), 
	CONSTRAINT fk_baseline_team_id_team FOREIGN KEY(team_id) REFERENCES team (id)
);
INSERT INTO "baseline" VALUES(2,88,64,'2026-07-26','2026-09-20','Before',0);
CREATE TABLE benefit (
	team_id INTEGER NOT NULL, 
	id INTEGER NOT NULL, 
	project_id INTEGER NOT NULL, 
	kind VARCHAR(24) NOT NULL, 
	text VARCHAR(140) NOT NULL, 
	amount DOUBLE, 
	state VARCHAR(24) NOT NULL, 
	confirmed_by VARCHAR(80) NOT NULL, 
	confirmed_on DATE, 
	removed BOOLEAN NOT NULL, 
	version INTEGER NOT NULL, origin_key VARCHAR(60) DEFAULT '' NOT NULL, 
	CONSTRAINT pk_benefit PRIMARY KEY (team_id, id), 
	CONSTRAINT fk_benefit_team_id_project_id_project FOREIGN KEY(team_id, project_id) REFERENCES project (team_id, id), 
	CONSTRAINT fk_benefit_team_id_team FOREIGN KEY(team_id) REFERENCES team (id)
);
CREATE TABLE calendar_link (
	team_id INTEGER NOT NULL, 
	id INTEGER NOT NULL, 
	name VARCHAR(60) NOT NULL, 
	token_hash VARCHAR(64) NOT NULL, 
	seen_at DATETIME, 
	revoked_at DATETIME, 
	version INTEGER NOT NULL, 
	CONSTRAINT pk_calendar_link PRIMARY KEY (team_id, id), 
	CONSTRAINT fk_calendar_link_team_id_team FOREIGN KEY(team_id) REFERENCES team (id), 
	CONSTRAINT uq_calendar_link_team_id_token_hash UNIQUE (team_id, token_hash)
);
CREATE TABLE choice (
	name VARCHAR(60) NOT NULL, 
	value JSON NOT NULL, 
	author VARCHAR(80) NOT NULL, 
	at DATETIME NOT NULL, 
	version INTEGER NOT NULL, 
	CONSTRAINT pk_choice PRIMARY KEY (name)
);
CREATE TABLE computer (
	team_id INTEGER NOT NULL, 
	id INTEGER NOT NULL, 
	name VARCHAR(60) NOT NULL, 
	token_hash VARCHAR(64) NOT NULL, 
	enrolled_at DATETIME NOT NULL, 
	enrolled_by VARCHAR(80) NOT NULL, 
	last_seen_at DATETIME, 
	revoked_at DATETIME, 
	version INTEGER NOT NULL, 
	CONSTRAINT pk_computer PRIMARY KEY (team_id, id), 
	CONSTRAINT fk_computer_team_id_team FOREIGN KEY(team_id) REFERENCES team (id), 
	CONSTRAINT uq_computer_team_id_token_hash UNIQUE (team_id, token_hash)
);
CREATE TABLE confidence (
	team_id INTEGER NOT NULL, 
	id INTEGER NOT NULL, 
	"on" DATE NOT NULL, 
	is_coach BOOLEAN NOT NULL, 
	who INTEGER NOT NULL, 
	score INTEGER NOT NULL, 
	CONSTRAINT pk_confidence PRIMARY KEY (team_id, id), 
	CONSTRAINT fk_confidence_team_id_team FOREIGN KEY(team_id) REFERENCES team (id)
);
CREATE TABLE "data_point" (
	team_id INTEGER NOT NULL, 
	measure_id INTEGER NOT NULL, 
	week DATE NOT NULL, 
	value DOUBLE, 
	numerator DOUBLE, 
	denominator DOUBLE, 
	status VARCHAR(24) NOT NULL, 
	waiting_for VARCHAR(60) NOT NULL, 
	note VARCHAR(200) NOT NULL, 
	version INTEGER NOT NULL, 
	recorded_on DATE, 
	doubt VARCHAR(200) DEFAULT '' NOT NULL, 
	CONSTRAINT pk_data_point PRIMARY KEY (team_id, measure_id, week), 
	CONSTRAINT fk_data_point_team_id_team FOREIGN KEY(team_id) REFERENCES team (id), 
	CONSTRAINT fk_data_point_team_id_measure_id_measure FOREIGN KEY(team_id, measure_id) REFERENCES measure (team_id, id), 
	CONSTRAINT ck_data_point_missing_is_not_in_yet CHECK ((value is null) = (status = 'not_in_yet' or status = 'nothing_to_count'))
);
INSERT INTO "data_point" VALUES(2,33,'2026-11-15',9.0,NULL,NULL,'final','finance','',1,'2026-11-18','');
INSERT INTO "data_point" VALUES(2,48,'2026-11-15',NULL,NULL,NULL,'not_in_yet','finance','',1,NULL,'');
INSERT INTO "data_point" VALUES(2,89,'2026-11-01',4.0,NULL,NULL,'final','','',2,'2026-11-18','');
INSERT INTO "data_point" VALUES(2,89,'2026-11-08',7.0,NULL,NULL,'final','','',2,'2026-11-18','');
INSERT INTO "data_point" VALUES(2,89,'2026-11-15',3.0,NULL,NULL,'final','','',2,'2026-11-18','');
INSERT INTO "data_point" VALUES(2,90,'2026-11-01',4.0,NULL,NULL,'final','','',2,'2026-11-18','');
INSERT INTO "data_point" VALUES(2,90,'2026-11-08',7.0,NULL,NULL,'final','','',2,'2026-11-18','');
INSERT INTO "data_point" VALUES(2,90,'2026-11-15',9.0,NULL,NULL,'final','finance','',5,'2026-11-18','');
CREATE TABLE day_mark (
	team_id INTEGER NOT NULL, 
	measure_id INTEGER NOT NULL, 
	day DATE NOT NULL, 
	count INTEGER NOT NULL, 
	note VARCHAR(200) NOT NULL, 
	version INTEGER NOT NULL, 
	CONSTRAINT pk_day_mark PRIMARY KEY (team_id, measure_id, day), 
	CONSTRAINT fk_day_mark_team_id_measure_id_measure FOREIGN KEY(team_id, measure_id) REFERENCES measure (team_id, id), 
	CONSTRAINT fk_day_mark_team_id_team FOREIGN KEY(team_id) REFERENCES team (id)
);
INSERT INTO "day_mark" VALUES(2,3,'2026-11-17',1,'',1);
INSERT INTO "day_mark" VALUES(2,3,'2026-11-16',0,'',1);
INSERT INTO "day_mark" VALUES(2,3,'2026-11-15',1,'',1);
INSERT INTO "day_mark" VALUES(2,3,'2026-11-14',0,'',1);
INSERT INTO "day_mark" VALUES(2,3,'2026-11-13',1,'',1);
INSERT INTO "day_mark" VALUES(2,3,'2026-11-12',0,'',1);
CREATE TABLE display (
	team_id INTEGER NOT NULL, 
	id INTEGER NOT NULL, 
	name VARCHAR(60) NOT NULL, 
	place VARCHAR(60) NOT NULL, 
	token_hash VARCHAR(64) NOT NULL, 
	overview_seconds INTEGER NOT NULL, 
	focus_seconds INTEGER NOT NULL, 
	dark_from TIME NOT NULL, 
	dark_until TIME NOT NULL, 
	last_seen_at DATETIME, 
	revoked_at DATETIME, 
	version INTEGER NOT NULL, face VARCHAR(24) DEFAULT 'staff' NOT NULL, told_at DATETIME, painted_at DATETIME, painted_revision BIGINT, viewport_width INTEGER, viewport_height INTEGER, text_px DOUBLE, 
	CONSTRAINT pk_display PRIMARY KEY (team_id, id), 
	CONSTRAINT fk_display_team_id_team FOREIGN KEY(team_id) REFERENCES team (id), 
	CONSTRAINT uq_display_team_id_token_hash UNIQUE (team_id, token_hash)
);
CREATE TABLE escalation_move (
	team_id INTEGER NOT NULL, 
	id INTEGER NOT NULL, 
	action_id INTEGER NOT NULL, 
	state VARCHAR(24) NOT NULL, 
	"on" DATE NOT NULL, 
	to_team_id INTEGER NOT NULL, 
	words TEXT NOT NULL, 
	CONSTRAINT pk_escalation_move PRIMARY KEY (team_id, id), 
	CONSTRAINT fk_escalation_move_team_id_action_id_action FOREIGN KEY(team_id, action_id) REFERENCES action (team_id, id), 
	CONSTRAINT fk_escalation_move_team_id_team FOREIGN KEY(team_id) REFERENCES team (id), 
	CONSTRAINT fk_escalation_move_to_team_id_team FOREIGN KEY(to_team_id) REFERENCES team (id)
);
INSERT INTO "escalation_move" VALUES(5,4,3,'waiting','2026-11-18',3,'Nobody on Sundays');
INSERT INTO "escalation_move" VALUES(5,5,3,'sent_higher','2026-11-18',4,'Not ours');
INSERT INTO "escalation_move" VALUES(5,6,3,'answered','2026-11-18',4,'From December');
INSERT INTO "escalation_move" VALUES(5,8,7,'waiting','2026-11-18',3,'Nobody on Sundays');
INSERT INTO "escalation_move" VALUES(5,9,7,'sent_higher','2026-11-18',4,'Not ours');
INSERT INTO "escalation_move" VALUES(5,10,7,'answered','2026-11-18',4,'From December');
INSERT INTO "escalation_move" VALUES(2,35,32,'waiting','2026-11-18',3,'We cannot settle it');
INSERT INTO "escalation_move" VALUES(2,41,32,'answered','2026-11-18',3,'Answer 0.40296206595566275');
INSERT INTO "escalation_move" VALUES(5,12,11,'waiting','2026-11-18',3,'Nobody on Sundays');
INSERT INTO "escalation_move" VALUES(5,13,11,'answered','2026-11-18',3,'From December');
INSERT INTO "escalation_move" VALUES(5,15,14,'waiting','2026-11-18',3,'Nobody on Sundays');
INSERT INTO "escalation_move" VALUES(5,16,14,'answered','2026-11-18',3,'From December');
INSERT INTO "escalation_move" VALUES(5,18,17,'waiting','2026-11-18',3,'Nobody on Sundays');
INSERT INTO "escalation_move" VALUES(5,20,19,'waiting','2026-11-18',3,'Nobody on Sundays');
INSERT INTO "escalation_move" VALUES(5,21,19,'answered','2026-11-18',3,'From December');
INSERT INTO "escalation_move" VALUES(2,99,42,'waiting','2026-11-18',3,'We cannot settle it');
INSERT INTO "escalation_move" VALUES(2,101,100,'waiting','2026-11-18',3,'We cannot settle it');
INSERT INTO "escalation_move" VALUES(5,23,22,'waiting','2026-11-18',3,'Nobody on Sundays');
INSERT INTO "escalation_move" VALUES(5,25,24,'waiting','2026-11-18',3,'Nobody on Sundays');
INSERT INTO "escalation_move" VALUES(5,26,24,'answered','2026-11-18',3,'From December');
CREATE TABLE exclusion (
	team_id INTEGER NOT NULL, 
	id INTEGER NOT NULL, 
	measure_id INTEGER NOT NULL, 
	week DATE NOT NULL, 
	reason VARCHAR(200) NOT NULL, 
	removed BOOLEAN NOT NULL, 
	CONSTRAINT pk_exclusion PRIMARY KEY (team_id, id), 
	CONSTRAINT fk_exclusion_team_id_measure_id_measure FOREIGN KEY(team_id, measure_id) REFERENCES measure (team_id, id), 
	CONSTRAINT fk_exclusion_team_id_team FOREIGN KEY(team_id) REFERENCES team (id)
);
CREATE TABLE history (
	team_id INTEGER NOT NULL, 
	revision INTEGER NOT NULL, 
	at DATETIME NOT NULL, 
	actor_id INTEGER, 
	actor_name VARCHAR(80) NOT NULL, 
	verb VARCHAR(40) NOT NULL, 
	noun VARCHAR(24) NOT NULL, 
	row_key VARCHAR(60) NOT NULL, 
	"before" JSON, 
	"after" JSON, 
	reason TEXT NOT NULL, batch INTEGER, 
	CONSTRAINT pk_history PRIMARY KEY (team_id, revision), 
	CONSTRAINT fk_history_team_id_team FOREIGN KEY(team_id) REFERENCES team (id)
);
INSERT INTO "history" VALUES(1,1,'2026-11-18 09:30:00.000000',NULL,'Jo Douglas','add team','team','1','null','{"id": 1, "site_id": 1, "parent_id": null, "slug": "ward-7a", "name": "Ward 7A", "vision": "", "timezone": "Europe/London", "week_ends_on": 6, "huddle_weekday": 1, "huddle_time": "10:00:00", "idea_lane": "Ideas", "testing_lane": "Testing", "embedded_lane": "Embedded", "public_words": false, "shares_tests": false, "testing_limit": 4, "stuck_after_days": 42, "programme": "", "wave": null, "started_on": null, "paused_on": null, "paused_reason": "", "closed_week": null, "steps_dismissed": false, "stand_in": "", "version": 1}','',NULL);
INSERT INTO "history" VALUES(1,2,'2026-11-18 09:30:00.000000',NULL,'Jo Douglas','add member','member','2','null','{"team_id": 1, "id": 2, "name": "Jo Douglas", "initials": "JD", "job": "", "left": false, "version": 1}','',NULL);
INSERT INTO "history" VALUES(1,3,'2026-11-18 09:30:00.000000',2,'Jo Douglas','add measure','measure','3','null','{"team_id": 1, "id": 3, "name": "Falls", "short_name": "", "domain": "safety", "unit": "", "decimals": null, "direction": "decrease", "target": null, "definition": "", "source": "", "data_owner": "", "cadence_weeks": 1, "rules": null, "chart": null, "screening": true, "kind": "weekly", "out_of": "", "out_of_id": null, "began_on": null, "retired_on": null, "line_rests_until": null, "factor": 1.0, "library_key": "", "position": 1, "public": null, "on_wall": true, "removed": false, "version": 1}','',NULL);
INSERT INTO "history" VALUES(1,4,'2026-11-18 09:30:00.000000',2,'Jo Douglas','raise action','action','4','null','{"team_id": 1, "id": 4, "text": "Order new bed sensors", "owner_id": null, "project_id": null, "raised_on": "2026-11-18", "due": null, "done_on": null, "repeat_weeks": null, "follows_id": null, "carried": 0, "removed": false, "version": 1}','',NULL);
INSERT INTO "history" VALUES(2,1,'2026-11-18 09:30:00.000000',NULL,'Jo Douglas','add team','team','2','null','{"id": 2, "site_id": 1, "parent_id": null, "slug": "ward-7a-2", "name": "Ward 7A", "vision": "", "timezone": "Europe/London", "week_ends_on": 6, "huddle_weekday": 1, "huddle_time": "10:00:00", "idea_lane": "Ideas", "testing_lane": "Testing", "embedded_lane": "Embedded", "public_words": false, "shares_tests": false, "testing_limit": 4, "stuck_after_days": 42, "programme": "", "wave": null, "started_on": null, "paused_on": null, "paused_reason": "", "closed_week": null, "steps_dismissed": false, "stand_in": "", "version": 1}','',NULL);
INSERT INTO "history" VALUES(2,2,'2026-11-18 09:30:00.000000',NULL,'Jo Douglas','add member','member','2','null','{"team_id": 2, "id": 2, "name": "Jo Douglas", "initials": "JD", "job": "", "left": false, "version": 1}','',NULL);
INSERT INTO "history" VALUES(2,3,'2026-11-18 09:30:00.000000',2,'Jo Douglas','add measure','measure','3','null','{"team_id": 2, "id": 3, "name": "Falls", "short_name": "", "domain": "safety", "unit": "", "decimals": null, "direction": "decrease", "target": null, "definition": "", "source": "", "data_owner": "", "cadence_weeks": 1, "rules": null, "chart": null, "screening": true, "kind": "weekly", "out_of": "", "out_of_id": null, "began_on": null, "retired_on": null, "line_rests_until": null, "factor": 1.0, "library_key": "", "position": 1, "public": null, "on_wall": true, "removed": false, "version": 1}','',NULL);
INSERT INTO "history" VALUES(3,1,'2026-11-18 00:00:00.000000',NULL,'Demo data','add team','team','3','null','{"id": 3, "site_id": 1, "parent_id": null, "slug": "division", "name": "Division", "vision": "", "timezone": "Europe/London", "week_ends_on": 6, "huddle_weekday": 1, "huddle_time": "10:00:00", "idea_lane": "Ideas", "testing_lane": "Testing", "embedded_lane": "Embedded", "public_words": false, "shares_tests": false, "testing_limit": 4, "stuck_after_days": 42, "programme": "", "wave": null, "started_on": null, "paused_on": null, "paused_reason": "", "closed_week": null, "steps_dismissed": false, "stand_in": "", "version": 1}','',NULL);
INSERT INTO "history" VALUES(4,1,'2026-11-18 00:00:00.000000',NULL,'Demo data','add team','team','4','null','{"id": 4, "site_id": 1, "parent_id": null, "slug": "executive-team", "name": "Executive team", "vision": "", "timezone": "Europe/London", "week_ends_on": 6, "huddle_weekday": 1, "huddle_time": "10:00:00", "idea_lane": "Ideas", "testing_lane": "Testing", "embedded_lane": "Embedded", "public_words": false, "shares_tests": false, "testing_limit": 4, "stuck_after_days": 42, "programme": "", "wave": null, "started_on": null, "paused_on": null, "paused_reason": "", "closed_week": null, "steps_dismissed": false, "stand_in": "", "version": 1}','',NULL);
INSERT INTO "history" VALUES(5,1,'2026-11-18 00:00:00.000000',NULL,'Demo data','add team','team','5','null','{"id": 5, "site_id": 1, "parent_id": null, "slug": "ward-7b", "name": "Ward 7B", "vision": "", "timezone": "Europe/London", "week_ends_on": 6, "huddle_weekday": 1, "huddle_time": "10:00:00", "idea_lane": "Ideas", "testing_lane": "Testing", "embedded_lane": "Embedded", "public_words": false, "shares_tests": false, "testing_limit": 4, "stuck_after_days": 42, "programme": "", "wave": null, "started_on": null, "paused_on": null, "paused_reason": "", "closed_week": null, "steps_dismissed": false, "stand_in": "", "version": 1}','',NULL);
INSERT INTO "history" VALUES(2,4,'2026-11-18 00:00:00.000000',NULL,'Demo data','change team','team','2','{"id": 2, "site_id": 1, "parent_id": null, "slug": "ward-7a-2", "name": "Ward 7A", "vision": "", "timezone": "Europe/London", "week_ends_on": 6, "huddle_weekday": 1, "huddle_time": "10:00:00", "idea_lane": "Ideas", "testing_lane": "Testing", "embedded_lane": "Embedded", "public_words": false, "shares_tests": false, "testing_limit": 4, "stuck_after_days": 42, "programme": "", "wave": null, "started_on": null, "paused_on": null, "paused_reason": "", "closed_week": null, "steps_dismissed": false, "stand_in": "", "version": 1}','{"id": 2, "site_id": 1, "parent_id": 3, "slug": "ward-7a-2", "name": "Ward 7A", "vision": "", "timezone": "Europe/London", "week_ends_on": 6, "huddle_weekday": 1, "huddle_time": "10:00:00", "idea_lane": "Ideas", "testing_lane": "Testing", "embedded_lane": "Embedded", "public_words": false, "shares_tests": false, "testing_limit": 4, "stuck_after_days": 42, "programme": "", "wave": null, "started_on": null, "paused_on": null, "paused_reason": "", "closed_week": null, "steps_dismissed": false, "stand_in": "", "version": 2}','',NULL);
INSERT INTO "history" VALUES(5,2,'2026-11-18 00:00:00.000000',NULL,'Demo data','change team','team','5','{"id": 5, "site_id": 1, "parent_id": null, "slug": "ward-7b", "name": "Ward 7B", "vision": "", "timezone": "Europe/London", "week_ends_on": 6, "huddle_weekday": 1, "huddle_time": "10:00:00", "idea_lane": "Ideas", "testing_lane": "Testing", "embedded_lane": "Embedded", "public_words": false, "shares_tests": false, "testing_limit": 4, "stuck_after_days": 42, "programme": "", "wave": null, "started_on": null, "paused_on": null, "paused_reason": "", "closed_week": null, "steps_dismissed": false, "stand_in": "", "version": 1}','{"id": 5, "site_id": 1, "parent_id": 3, "slug": "ward-7b", "name": "Ward 7B", "vision": "", "timezone": "Europe/London", "week_ends_on": 6, "huddle_weekday": 1, "huddle_time": "10:00:00", "idea_lane": "Ideas", "testing_lane": "Testing", "embedded_lane": "Embedded", "public_words": false, "shares_tests": false, "testing_limit": 4, "stuck_after_days": 42, "programme": "", "wave": null, "started_on": null, "paused_on": null, "paused_reason": "", "closed_week": null, "steps_dismissed": false, "stand_in": "", "version": 2}','',NULL);
INSERT INTO "history" VALUES(3,2,'2026-11-18 00:00:00.000000',NULL,'Demo data','change team','team','3','{"id": 3, "site_id": 1, "parent_id": null, "slug": "division", "name": "Division", "vision": "", "timezone": "Europe/London", "week_ends_on": 6, "huddle_weekday": 1, "huddle_time": "10:00:00", "idea_lane": "Ideas", "testing_lane": "Testing", "embedded_lane": "Embedded", "public_words": false, "shares_tests": false, "testing_limit": 4, "stuck_after_days": 42, "programme": "", "wave": null, "started_on": null, "paused_on": null, "paused_reason": "", "closed_week": null, "steps_dismissed": false, "stand_in": "", "version": 1}','{"id": 3, "site_id": 1, "parent_id": 4, "slug": "division", "name": "Division", "vision": "", "timezone": "Europe/London", "week_ends_on": 6, "huddle_weekday": 1, "huddle_time": "10:00:00", "idea_lane": "Ideas", "testing_lane": "Testing", "embedded_lane": "Embedded", "public_words": false, "shares_tests": false, "testing_limit": 4, "stuck_after_days": 42, "programme": "", "wave": null, "started_on": null, "paused_on": null, "paused_reason": "", "closed_week": null, "steps_dismissed": false, "stand_in": "", "version": 2}','',NULL);
INSERT INTO "history" VALUES(2,5,'2026-11-18 15:45:00.000000',NULL,'Demo data','change measure','measure','3','{"team_id": 2, "id": 3, "name": "Falls", "short_name": "", "domain": "safety", "unit": "", "decimals": null, "direction": "decrease", "target": null, "definition": "", "source": "", "data_owner": "", "cadence_weeks": 1, "rules": null, "chart": null, "screening": true, "kind": "weekly", "out_of": "", "out_of_id": null, "began_on": null, "retired_on": null, "line_rests_until": null, "factor": 1.0, "library_key": "", "position": 1, "public": null, "on_wall": true, "removed": false, "version": 1}','{"team_id": 2, "id": 3, "name": "Falls", "short_name": "", "domain": "safety", "unit": "", "decimals": null, "direction": "decrease", "target": null, "definition": "", "source": "", "data_owner": "", "cadence_weeks": 1, "rules": null, "chart": null, "screening": true, "kind": "safety_cross", "out_of": "", "out_of_id": null, "began_on": "2026-11-09", "retired_on": null, "line_rests_until": null, "factor": 1.0, "library_key": "", "position": 1, "public": null, "on_wall": true, "removed": false, "version": 2}','',NULL);
INSERT INTO "history" VALUES(2,6,'2026-11-18 11:38:00.000000',NULL,'Demo data','mark day','day_mark','3:2026-11-18','null','{"team_id": 2, "measure_id": 3, "day": "2026-11-18", "count": 0, "note": "", "version": 1}','',NULL);
INSERT INTO "history" VALUES(2,7,'2026-11-18 10:32:00.000000',NULL,'Demo data','mark day','day_mark','3:2026-11-17','null','{"team_id": 2, "measure_id": 3, "day": "2026-11-17", "count": 1, "note": "", "version": 1}','',NULL);
INSERT INTO "history" VALUES(2,8,'2026-11-18 10:08:00.000000',NULL,'Demo data','mark day','day_mark','3:2026-11-16','null','{"team_id": 2, "measure_id": 3, "day": "2026-11-16", "count": 0, "note": "", "version": 1}','',NULL);
INSERT INTO "history" VALUES(2,9,'2026-11-18 09:20:00.000000',NULL,'Demo data','mark day','day_mark','3:2026-11-15','null','{"team_id": 2, "measure_id": 3, "day": "2026-11-15", "count": 1, "note": "", "version": 1}','',NULL);
INSERT INTO "history" VALUES(2,10,'2026-11-18 15:51:00.000000',NULL,'Demo data','mark day','day_mark','3:2026-11-14','null','{"team_id": 2, "measure_id": 3, "day": "2026-11-14", "count": 0, "note": "", "version": 1}','',NULL);
INSERT INTO "history" VALUES(2,11,'2026-11-18 18:22:00.000000',NULL,'Demo data','mark day','day_mark','3:2026-11-13','null','{"team_id": 2, "measure_id": 3, "day": "2026-11-13", "count": 1, "note": "", "version": 1}','',NULL);
INSERT INTO "history" VALUES(2,12,'2026-11-18 13:56:00.000000',NULL,'Demo data','mark day','day_mark','3:2026-11-12','null','{"team_id": 2, "measure_id": 3, "day": "2026-11-12", "count": 0, "note": "", "version": 1}','',NULL);
INSERT INTO "history" VALUES(2,13,'2026-11-18 10:00:00.000000',NULL,'Demo data','unmark day','day_mark','3:2026-11-18','{"team_id": 2, "measure_id": 3, "day": "2026-11-18", "count": 0, "note": "", "version": 1}','null','',NULL);
INSERT INTO "history" VALUES(2,14,'2026-11-18 11:56:00.000000',NULL,'Demo data','change measure','measure','3','{"team_id": 2, "id": 3, "name": "Falls", "short_name": "", "domain": "safety", "unit": "", "decimals": null, "direction": "decrease", "target": null, "definition": "", "source": "", "data_owner": "", "cadence_weeks": 1, "rules": null, "chart": null, "screening": true, "kind": "safety_cross", "out_of": "", "out_of_id": null, "began_on": "2026-11-09", "retired_on": null, "line_rests_until": null, "factor": 1.0, "library_key": "", "position": 1, "public": null, "on_wall": true, "removed": false, "version": 2}','{"team_id": 2, "id": 3, "name": "Falls", "short_name": "", "domain": "safety", "unit": "", "decimals": null, "direction": "decrease", "target": null, "definition": "", "source": "", "data_owner": "", "cadence_weeks": 1, "rules": null, "chart": null, "screening": true, "kind": "days_since", "out_of": "", "out_of_id": null, "began_on": "2026-11-09", "retired_on": null, "line_rests_until": null, "factor": 1.0, "library_key": "", "position": 1, "public": null, "on_wall": true, "removed": false, "version": 3}','',NULL);
INSERT INTO "history" VALUES(2,15,'2026-11-18 13:28:00.000000',NULL,'Demo data','mark day','day_mark','3:2026-11-18','null','{"team_id": 2, "measure_id": 3, "day": "2026-11-18", "count": 0, "note": "", "version": 1}','',NULL);
INSERT INTO "history" VALUES(2,16,'2026-11-18 12:39:00.000000',NULL,'Demo data','unmark day','day_mark','3:2026-11-18','{"team_id": 2, "measure_id": 3, "day": "2026-11-18", "count": 0, "note": "", "version": 1}','null','',NULL);
INSERT INTO "history" VALUES(2,17,'2026-11-18 12:19:00.000000',NULL,'Demo data','change team','team','2','{"id": 2, "site_id": 1, "parent_id": 3, "slug": "ward-7a-2", "name": "Ward 7A", "vision": "", "timezone": "Europe/London", "week_ends_on": 6, "huddle_weekday": 1, "huddle_time": "10:00:00", "idea_lane": "Ideas", "testing_lane": "Testing", "embedded_lane": "Embedded", "public_words": false, "shares_tests": false, "testing_limit": 4, "stuck_after_days": 42, "programme": "", "wave": null, "started_on": null, "paused_on": null, "paused_reason": "", "closed_week": null, "steps_dismissed": false, "stand_in": "", "version": 2}','{"id": 2, "site_id": 1, "parent_id": 3, "slug": "ward-7a-2", "name": "Ward 7A", "vision": "Vision 0.88231723987879", "timezone": "Europe/London", "week_ends_on": 6, "huddle_weekday": 1, "huddle_time": "10:00:00", "idea_lane": "Ideas", "testing_lane": "Testing", "embedded_lane": "Embedded", "public_words": false, "shares_tests": false, "testing_limit": 5, "stuck_after_days": 42, "programme": "", "wave": null, "started_on": null, "paused_on": null, "paused_reason": "", "closed_week": null, "steps_dismissed": false, "stand_in": "", "version": 3}','',NULL);
INSERT INTO "history" VALUES(5,3,'2026-11-18 13:55:00.000000',NULL,'Demo data','raise action','action','3','null','{"team_id": 5, "id": 3, "text": "A second porter", "owner_id": null, "project_id": null, "raised_on": "2026-11-18", "due": null, "done_on": null, "repeat_weeks": null, "follows_id": null, "carried": 0, "removed": false, "version": 1}','',NULL);
INSERT INTO "history" VALUES(5,4,'2026-11-18 16:21:00.000000',NULL,'Demo data','escalate action','escalation_move','4','null','{"team_id": 5, "id": 4, "action_id": 3, "state": "waiting", "on": "2026-11-18", "to_team_id": 3, "words": "Nobody on Sundays"}','Nobody on Sundays',NULL);
INSERT INTO "history" VALUES(5,5,'2026-11-18 12:58:00.000000',NULL,'Demo data','send higher','escalation_move','5','null','{"team_id": 5, "id": 5, "action_id": 3, "state": "sent_higher", "on": "2026-11-18", "to_team_id": 4, "words": "Not ours"}','Not ours',NULL);
INSERT INTO "history" VALUES(5,6,'2026-11-18 09:44:00.000000',NULL,'Demo data','answer','escalation_move','6','null','{"team_id": 5, "id": 6, "action_id": 3, "state": "answered", "on": "2026-11-18", "to_team_id": 4, "words": "From December"}','From December',NULL);
INSERT INTO "history" VALUES(2,18,'2026-11-18 14:51:00.000000',NULL,'Demo data','hold huddle','huddle','18','null','{"team_id": 2, "id": 18, "held_on": "2026-11-18", "minutes": null, "people": 10, "professions": "", "notes": "", "celebration": "Well done", "questions": "", "opened_at": null, "closed_at": null, "section": "", "section_at": null, "project_id": null, "on_wall": false, "version": 1}','',NULL);
INSERT INTO "history" VALUES(2,19,'2026-11-18 16:02:00.000000',NULL,'Demo data','retire measure','measure','3','{"team_id": 2, "id": 3, "name": "Falls", "short_name": "", "domain": "safety", "unit": "", "decimals": null, "direction": "decrease", "target": null, "definition": "", "source": "", "data_owner": "", "cadence_weeks": 1, "rules": null, "chart": null, "screening": true, "kind": "days_since", "out_of": "", "out_of_id": null, "began_on": "2026-11-09", "retired_on": null, "line_rests_until": null, "factor": 1.0, "library_key": "", "position": 1, "public": null, "on_wall": true, "removed": false, "version": 3}','{"team_id": 2, "id": 3, "name": "Falls", "short_name": "", "domain": "safety", "unit": "", "decimals": null, "direction": "decrease", "target": null, "definition": "", "source": "", "data_owner": "", "cadence_weeks": 1, "rules": null, "chart": null, "screening": true, "kind": "days_since", "out_of": "", "out_of_id": null, "began_on": "2026-11-09", "retired_on": "2026-11-18", "line_rests_until": null, "factor": 1.0, "library_key": "", "position": 1, "public": null, "on_wall": true, "removed": false, "version": 4}','It holds',NULL);
INSERT INTO "history" VALUES(2,20,'2026-11-18 16:26:00.000000',NULL,'Demo data','mark day','day_mark','3:2026-11-18','null','{"team_id": 2, "measure_id": 3, "day": "2026-11-18", "count": 0, "note": "", "version": 1}','',NULL);
INSERT INTO "history" VALUES(2,21,'2026-11-18 10:43:00.000000',NULL,'Demo data','unmark day','day_mark','3:2026-11-18','{"team_id": 2, "measure_id": 3, "day": "2026-11-18", "count": 0, "note": "", "version": 1}','null','',NULL);
INSERT INTO "history" VALUES(2,22,'2026-11-18 12:54:00.000000',NULL,'Demo data','undo','measure','3','{"team_id": 2, "id": 3, "name": "Falls", "short_name": "", "domain": "safety", "unit": "", "decimals": null, "direction": "decrease", "target": null, "definition": "", "source": "", "data_owner": "", "cadence_weeks": 1, "rules": null, "chart": null, "screening": true, "kind": "days_since", "out_of": "", "out_of_id": null, "began_on": "2026-11-09", "retired_on": "2026-11-18", "line_rests_until": null, "factor": 1.0, "library_key": "", "position": 1, "public": null, "on_wall": true, "removed": false, "version": 4}','{"team_id": 2, "id": 3, "name": "Falls", "short_name": "", "domain": "safety", "unit": "", "decimals": null, "direction": "decrease", "target": null, "definition": "", "source": "", "data_owner": "", "cadence_weeks": 1, "rules": null, "chart": null, "screening": true, "kind": "safety_cross", "out_of": "", "out_of_id": null, "began_on": "2026-11-09", "retired_on": "2026-11-18", "line_rests_until": null, "factor": 1.0, "library_key": "", "position": 1, "public": null, "on_wall": true, "removed": false, "version": 5}','14',NULL);
INSERT INTO "history" VALUES(2,23,'2026-11-18 13:03:00.000000',NULL,'Demo data','add project','project','23','null','{"team_id": 2, "id": 23, "title": "Project 0.7651622413262759", "aim": "", "aim_for": "", "aim_by": null, "theme": "", "change_idea": "", "next_step": "", "blocked_reason": "", "benefit": "", "holds_when": "", "scheme_state": "active", "origin_team_id": null, "origin_project_id": null, "public": false, "votes": 0, "owner_id": null, "removed": false, "version": 1}','',NULL);
INSERT INTO "history" VALUES(2,24,'2026-11-18 13:03:00.000000',NULL,'Demo data','move project','stage_move','24','null','{"team_id": 2, "id": 24, "project_id": 23, "from_stage": null, "to_stage": "idea", "moved_on": "2026-11-18", "reason": ""}','',NULL);
INSERT INTO "history" VALUES(2,25,'2026-11-18 12:01:00.000000',NULL,'Demo data','link measure','project_measure','23:3','null','{"team_id": 2, "project_id": 23, "measure_id": 3, "role": "process"}','',NULL);
INSERT INTO "history" VALUES(2,26,'2026-11-18 09:43:00.000000',NULL,'Demo data','move project','stage_move','26','null','{"team_id": 2, "id": 26, "project_id": 23, "from_stage": "idea", "to_stage": "parked", "moved_on": "2026-11-18", "reason": "We saw enough"}','',NULL);
INSERT INTO "history" VALUES(2,27,'2026-11-18 09:18:00.000000',NULL,'Demo data','block project','project','23','{"team_id": 2, "id": 23, "title": "Project 0.7651622413262759", "aim": "", "aim_for": "", "aim_by": null, "theme": "", "change_idea": "", "next_step": "", "blocked_reason": "", "benefit": "", "holds_when": "", "scheme_state": "active", "origin_team_id": null, "origin_project_id": null, "public": false, "votes": 0, "owner_id": null, "removed": false, "version": 1}','{"team_id": 2, "id": 23, "title": "Project 0.7651622413262759", "aim": "", "aim_for": "", "aim_by": null, "theme": "", "change_idea": "", "next_step": "", "blocked_reason": "Estates", "benefit": "", "holds_when": "", "scheme_state": "active", "origin_team_id": null, "origin_project_id": null, "public": false, "votes": 0, "owner_id": null, "removed": false, "version": 2}','',NULL);
INSERT INTO "history" VALUES(2,28,'2026-11-18 14:29:00.000000',NULL,'Demo data','start cycle','pdsa_cycle','28','null','{"team_id": 2, "id": 28, "project_id": 23, "number": 1, "step": "plan", "started_on": "2026-11-18", "plan": "One bay", "prediction": "Fewer", "saw": "", "learned": "", "decision": null, "version": 1}','',NULL);
INSERT INTO "history" VALUES(2,29,'2026-11-18 10:19:00.000000',NULL,'Demo data','advance cycle','pdsa_cycle','28','{"team_id": 2, "id": 28, "project_id": 23, "number": 1, "step": "plan", "started_on": "2026-11-18", "plan": "One bay", "prediction": "Fewer", "saw": "", "learned": "", "decision": null, "version": 1}','{"team_id": 2, "id": 28, "project_id": 23, "number": 1, "step": "act", "started_on": "2026-11-18", "plan": "One bay", "prediction": "Fewer", "saw": "", "learned": "", "decision": null, "version": 2}','',NULL);
INSERT INTO "history" VALUES(2,30,'2026-11-18 16:34:00.000000',NULL,'Demo data','move project','stage_move','30','null','{"team_id": 2, "id": 30, "project_id": 23, "from_stage": "parked", "to_stage": "stopped", "moved_on": "2026-11-18", "reason": "We saw enough"}','',NULL);
INSERT INTO "history" VALUES(2,31,'2026-11-18 15:12:00.000000',NULL,'Demo data','start cycle','pdsa_cycle','31','null','{"team_id": 2, "id": 31, "project_id": 23, "number": 2, "step": "plan", "started_on": "2026-11-18", "plan": "One bay", "prediction": "Fewer", "saw": "", "learned": "", "decision": null, "version": 1}','',NULL);
INSERT INTO "history" VALUES(2,32,'2026-11-18 13:57:00.000000',NULL,'Demo data','raise action','action','32','null','{"team_id": 2, "id": 32, "text": "Order 46 slings", "owner_id": null, "project_id": null, "raised_on": "2026-11-18", "due": null, "done_on": null, "repeat_weeks": null, "follows_id": null, "carried": 0, "removed": false, "version": 1}','',NULL);
INSERT INTO "history" VALUES(2,33,'2026-11-18 10:56:00.000000',NULL,'Demo data','add measure','measure','33','null','{"team_id": 2, "id": 33, "name": "Measure 0.9165298060172561", "short_name": "", "domain": "quality", "unit": "", "decimals": null, "direction": "decrease", "target": null, "definition": "", "source": "", "data_owner": "", "cadence_weeks": 1, "rules": null, "chart": null, "screening": true, "kind": "weekly", "out_of": "", "out_of_id": null, "began_on": null, "retired_on": null, "line_rests_until": null, "factor": 1.0, "library_key": "", "position": 2, "public": null, "on_wall": true, "removed": false, "version": 1}','',NULL);
INSERT INTO "history" VALUES(5,7,'2026-11-18 09:41:00.000000',NULL,'Demo data','raise action','action','7','null','{"team_id": 5, "id": 7, "text": "A second porter", "owner_id": null, "project_id": null, "raised_on": "2026-11-18", "due": null, "done_on": null, "repeat_weeks": null, "follows_id": null, "carried": 0, "removed": false, "version": 1}','',NULL);
INSERT INTO "history" VALUES(5,8,'2026-11-18 18:19:00.000000',NULL,'Demo data','escalate action','escalation_move','8','null','{"team_id": 5, "id": 8, "action_id": 7, "state": "waiting", "on": "2026-11-18", "to_team_id": 3, "words": "Nobody on Sundays"}','Nobody on Sundays',NULL);
INSERT INTO "history" VALUES(5,9,'2026-11-18 13:15:00.000000',NULL,'Demo data','send higher','escalation_move','9','null','{"team_id": 5, "id": 9, "action_id": 7, "state": "sent_higher", "on": "2026-11-18", "to_team_id": 4, "words": "Not ours"}','Not ours',NULL);
INSERT INTO "history" VALUES(5,10,'2026-11-18 09:36:00.000000',NULL,'Demo data','answer','escalation_move','10','null','{"team_id": 5, "id": 10, "action_id": 7, "state": "answered", "on": "2026-11-18", "to_team_id": 4, "words": "From December"}','From December',NULL);
INSERT INTO "history" VALUES(2,34,'2026-11-18 12:25:00.000000',NULL,'Demo data','remove measure','measure','33','{"team_id": 2, "id": 33, "name": "Measure 0.9165298060172561", "short_name": "", "domain": "quality", "unit": "", "decimals": null, "direction": "decrease", "target": null, "definition": "", "source": "", "data_owner": "", "cadence_weeks": 1, "rules": null, "chart": null, "screening": true, "kind": "weekly", "out_of": "", "out_of_id": null, "began_on": null, "retired_on": null, "line_rests_until": null, "factor": 1.0, "library_key": "", "position": 2, "public": null, "on_wall": true, "removed": false, "version": 1}','{"team_id": 2, "id": 33, "name": "Measure 0.9165298060172561", "short_name": "", "domain": "quality", "unit": "", "decimals": null, "direction": "decrease", "target": null, "definition": "", "source": "", "data_owner": "", "cadence_weeks": 1, "rules": null, "chart": null, "screening": true, "kind": "weekly", "out_of": "", "out_of_id": null, "began_on": null, "retired_on": null, "line_rests_until": null, "factor": 1.0, "library_key": "", "position": 2, "public": null, "on_wall": true, "removed": true, "version": 2}','',NULL);
INSERT INTO "history" VALUES(2,35,'2026-11-18 13:07:00.000000',NULL,'Demo data','escalate action','escalation_move','35','null','{"team_id": 2, "id": 35, "action_id": 32, "state": "waiting", "on": "2026-11-18", "to_team_id": 3, "words": "We cannot settle it"}','We cannot settle it',NULL);
INSERT INTO "history" VALUES(2,36,'2026-11-18 13:14:00.000000',NULL,'Demo data','record point','data_point','33:2026-11-15','null','{"team_id": 2, "measure_id": 33, "week": "2026-11-15", "value": 9.0, "numerator": null, "denominator": null, "status": "final", "waiting_for": "finance", "note": "", "doubt": "", "recorded_on": "2026-11-18", "version": 1}','',NULL);
INSERT INTO "history" VALUES(2,37,'2026-11-18 12:40:00.000000',NULL,'Demo data','correct huddle','huddle','18','{"team_id": 2, "id": 18, "held_on": "2026-11-18", "minutes": null, "people": 10, "professions": "", "notes": "", "celebration": "Well done", "questions": "", "opened_at": null, "closed_at": null, "section": "", "section_at": null, "project_id": null, "on_wall": false, "version": 1}','{"team_id": 2, "id": 18, "held_on": "2026-11-18", "minutes": null, "people": 9, "professions": "", "notes": "", "celebration": "Well done", "questions": "", "opened_at": null, "closed_at": null, "section": "", "section_at": null, "project_id": null, "on_wall": false, "version": 2}','',NULL);
INSERT INTO "history" VALUES(2,38,'2026-11-18 13:27:00.000000',NULL,'Demo data','change measure','measure','3','{"team_id": 2, "id": 3, "name": "Falls", "short_name": "", "domain": "safety", "unit": "", "decimals": null, "direction": "decrease", "target": null, "definition": "", "source": "", "data_owner": "", "cadence_weeks": 1, "rules": null, "chart": null, "screening": true, "kind": "safety_cross", "out_of": "", "out_of_id": null, "began_on": "2026-11-09", "retired_on": "2026-11-18", "line_rests_until": null, "factor": 1.0, "library_key": "", "position": 1, "public": null, "on_wall": true, "removed": false, "version": 5}','{"team_id": 2, "id": 3, "name": "Falls", "short_name": "", "domain": "safety", "unit": "", "decimals": null, "direction": "decrease", "target": null, "definition": "", "source": "", "data_owner": "", "cadence_weeks": 1, "rules": null, "chart": null, "screening": true, "kind": "days_since", "out_of": "", "out_of_id": null, "began_on": "2026-11-09", "retired_on": "2026-11-18", "line_rests_until": null, "factor": 1.0, "library_key": "", "position": 1, "public": null, "on_wall": true, "removed": false, "version": 6}','',NULL);
INSERT INTO "history" VALUES(2,39,'2026-11-18 14:32:00.000000',NULL,'Demo data','mark day','day_mark','3:2026-11-18','null','{"team_id": 2, "measure_id": 3, "day": "2026-11-18", "count": 0, "note": "", "version": 1}','',NULL);
INSERT INTO "history" VALUES(2,40,'2026-11-18 14:22:00.000000',NULL,'Demo data','unmark day','day_mark','3:2026-11-18','{"team_id": 2, "measure_id": 3, "day": "2026-11-18", "count": 0, "note": "", "version": 1}','null','',NULL);
INSERT INTO "history" VALUES(2,41,'2026-11-18 17:26:00.000000',NULL,'Demo data','answer','escalation_move','41','null','{"team_id": 2, "id": 41, "action_id": 32, "state": "answered", "on": "2026-11-18", "to_team_id": 3, "words": "Answer 0.40296206595566275"}','Answer 0.40296206595566275',NULL);
INSERT INTO "history" VALUES(2,42,'2026-11-18 16:20:00.000000',NULL,'Demo data','raise action','action','42','null','{"team_id": 2, "id": 42, "text": "Order 11 slings", "owner_id": null, "project_id": null, "raised_on": "2026-11-18", "due": null, "done_on": null, "repeat_weeks": null, "follows_id": null, "carried": 0, "removed": false, "version": 1}','',NULL);
INSERT INTO "history" VALUES(2,43,'2026-11-18 14:22:00.000000',NULL,'Demo data','mark day','day_mark','3:2026-11-18','null','{"team_id": 2, "measure_id": 3, "day": "2026-11-18", "count": 0, "note": "", "version": 1}','',NULL);
INSERT INTO "history" VALUES(2,44,'2026-11-18 17:28:00.000000',NULL,'Demo data','unmark day','day_mark','3:2026-11-18','{"team_id": 2, "measure_id": 3, "day": "2026-11-18", "count": 0, "note": "", "version": 1}','null','',NULL);
INSERT INTO "history" VALUES(5,11,'2026-11-18 11:10:00.000000',NULL,'Demo data','raise action','action','11','null','{"team_id": 5, "id": 11, "text": "A second porter", "owner_id": null, "project_id": null, "raised_on": "2026-11-18", "due": null, "done_on": null, "repeat_weeks": null, "follows_id": null, "carried": 0, "removed": false, "version": 1}','',NULL);
INSERT INTO "history" VALUES(5,12,'2026-11-18 13:35:00.000000',NULL,'Demo data','escalate action','escalation_move','12','null','{"team_id": 5, "id": 12, "action_id": 11, "state": "waiting", "on": "2026-11-18", "to_team_id": 3, "words": "Nobody on Sundays"}','Nobody on Sundays',NULL);
INSERT INTO "history" VALUES(5,13,'2026-11-18 11:51:00.000000',NULL,'Demo data','answer','escalation_move','13','null','{"team_id": 5, "id": 13, "action_id": 11, "state": "answered", "on": "2026-11-18", "to_team_id": 3, "words": "From December"}','From December',NULL);
INSERT INTO "history" VALUES(2,45,'2026-11-18 17:03:00.000000',NULL,'Demo data','change team','team','2','{"id": 2, "site_id": 1, "parent_id": 3, "slug": "ward-7a-2", "name": "Ward 7A", "vision": "Vision 0.88231723987879", "timezone": "Europe/London", "week_ends_on": 6, "huddle_weekday": 1, "huddle_time": "10:00:00", "idea_lane": "Ideas", "testing_lane": "Testing", "embedded_lane": "Embedded", "public_words": false, "shares_tests": false, "testing_limit": 5, "stuck_after_days": 42, "programme": "", "wave": null, "started_on": null, "paused_on": null, "paused_reason": "", "closed_week": null, "steps_dismissed": false, "stand_in": "", "version": 3}','{"id": 2, "site_id": 1, "parent_id": 3, "slug": "ward-7a-2", "name": "Ward 7A", "vision": "Vision 0.6351897900147457", "timezone": "Europe/London", "week_ends_on": 6, "huddle_weekday": 1, "huddle_time": "10:00:00", "idea_lane": "Ideas", "testing_lane": "Testing", "embedded_lane": "Embedded", "public_words": false, "shares_tests": false, "testing_limit": 5, "stuck_after_days": 42, "programme": "", "wave": null, "started_on": null, "paused_on": null, "paused_reason": "", "closed_week": null, "steps_dismissed": false, "stand_in": "", "version": 4}','',NULL);
INSERT INTO "history" VALUES(2,46,'2026-11-18 15:39:00.000000',NULL,'Demo data','pause team','team','2','{"id": 2, "site_id": 1, "parent_id": 3, "slug": "ward-7a-2", "name": "Ward 7A", "vision": "Vision 0.6351897900147457", "timezone": "Europe/London", "week_ends_on": 6, "huddle_weekday": 1, "huddle_time": "10:00:00", "idea_lane": "Ideas", "testing_lane": "Testing", "embedded_lane": "Embedded", "public_words": false, "shares_tests": false, "testing_limit": 5, "stuck_after_days": 42, "programme": "", "wave": null, "started_on": null, "paused_on": null, "paused_reason": "", "closed_week": null, "steps_dismissed": false, "stand_in": "", "version": 4}','{"id": 2, "site_id": 1, "parent_id": 3, "slug": "ward-7a-2", "name": "Ward 7A", "vision": "Vision 0.6351897900147457", "timezone": "Europe/London", "week_ends_on": 6, "huddle_weekday": 1, "huddle_time": "10:00:00", "idea_lane": "Ideas", "testing_lane": "Testing", "embedded_lane": "Embedded", "public_words": false, "shares_tests": false, "testing_limit": 5, "stuck_after_days": 42, "programme": "", "wave": null, "started_on": null, "paused_on": "2026-11-18", "paused_reason": "Moving wards", "closed_week": null, "steps_dismissed": false, "stand_in": "", "version": 5}','Moving wards',NULL);
INSERT INTO "history" VALUES(2,47,'2026-11-18 11:40:00.000000',NULL,'Demo data','change measure','measure','3','{"team_id": 2, "id": 3, "name": "Falls", "short_name": "", "domain": "safety", "unit": "", "decimals": null, "direction": "decrease", "target": null, "definition": "", "source": "", "data_owner": "", "cadence_weeks": 1, "rules": null, "chart": null, "screening": true, "kind": "days_since", "out_of": "", "out_of_id": null, "began_on": "2026-11-09", "retired_on": "2026-11-18", "line_rests_until": null, "factor": 1.0, "library_key": "", "position": 1, "public": null, "on_wall": true, "removed": false, "version": 6}','{"team_id": 2, "id": 3, "name": "Falls", "short_name": "", "domain": "safety", "unit": "", "decimals": null, "direction": "decrease", "target": null, "definition": "", "source": "", "data_owner": "", "cadence_weeks": 1, "rules": null, "chart": null, "screening": true, "kind": "safety_cross", "out_of": "", "out_of_id": null, "began_on": "2026-11-09", "retired_on": "2026-11-18", "line_rests_until": null, "factor": 1.0, "library_key": "", "position": 1, "public": null, "on_wall": true, "removed": false, "version": 7}','',NULL);
INSERT INTO "history" VALUES(2,48,'2026-11-18 12:26:00.000000',NULL,'Demo data','add measure','measure','48','null','{"team_id": 2, "id": 48, "name": "Measure 0.5506083969280183", "short_name": "", "domain": "capacity", "unit": "", "decimals": null, "direction": "increase", "target": null, "definition": "", "source": "", "data_owner": "", "cadence_weeks": 1, "rules": null, "chart": null, "screening": true, "kind": "weekly", "out_of": "", "out_of_id": null, "began_on": null, "retired_on": null, "line_rests_until": null, "factor": 1.0, "library_key": "", "position": 3, "public": null, "on_wall": true, "removed": false, "version": 1}','',NULL);
INSERT INTO "history" VALUES(2,49,'2026-11-18 18:34:00.000000',NULL,'Demo data','change team','team','2','{"id": 2, "site_id": 1, "parent_id": 3, "slug": "ward-7a-2", "name": "Ward 7A", "vision": "Vision 0.6351897900147457", "timezone": "Europe/London", "week_ends_on": 6, "huddle_weekday": 1, "huddle_time": "10:00:00", "idea_lane": "Ideas", "testing_lane": "Testing", "embedded_lane": "Embedded", "public_words": false, "shares_tests": false, "testing_limit": 5, "stuck_after_days": 42, "programme": "", "wave": null, "started_on": null, "paused_on": "2026-11-18", "paused_reason": "Moving wards", "closed_week": null, "steps_dismissed": false, "stand_in": "", "version": 5}','{"id": 2, "site_id": 1, "parent_id": 3, "slug": "ward-7a-2", "name": "Ward 7A", "vision": "Vision 0.5944868409105872", "timezone": "Europe/London", "week_ends_on": 6, "huddle_weekday": 1, "huddle_time": "10:00:00", "idea_lane": "Ideas", "testing_lane": "Testing", "embedded_lane": "Embedded", "public_words": false, "shares_tests": false, "testing_limit": 4, "stuck_after_days": 42, "programme": "", "wave": null, "started_on": null, "paused_on": "2026-11-18", "paused_reason": "Moving wards", "closed_week": null, "steps_dismissed": false, "stand_in": "", "version": 6}','',NULL);
INSERT INTO "history" VALUES(2,50,'2026-11-18 11:22:00.000000',NULL,'Demo data','undo','team','2','{"id": 2, "site_id": 1, "parent_id": 3, "slug": "ward-7a-2", "name": "Ward 7A", "vision": "Vision 0.5944868409105872", "timezone": "Europe/London", "week_ends_on": 6, "huddle_weekday": 1, "huddle_time": "10:00:00", "idea_lane": "Ideas", "testing_lane": "Testing", "embedded_lane": "Embedded", "public_words": false, "shares_tests": false, "testing_limit": 4, "stuck_after_days": 42, "programme": "", "wave": null, "started_on": null, "paused_on": "2026-11-18", "paused_reason": "Moving wards", "closed_week": null, "steps_dismissed": false, "stand_in": "", "version": 6}','{"id": 2, "site_id": 1, "parent_id": 3, "slug": "ward-7a-2", "name": "Ward 7A", "vision": "Vision 0.5944868409105872", "timezone": "Europe/London", "week_ends_on": 6, "huddle_weekday": 1, "huddle_time": "10:00:00", "idea_lane": "Ideas", "testing_lane": "Testing", "embedded_lane": "Embedded", "public_words": false, "shares_tests": false, "testing_limit": 4, "stuck_after_days": 42, "programme": "", "wave": null, "started_on": null, "paused_on": null, "paused_reason": "", "closed_week": null, "steps_dismissed": false, "stand_in": "", "version": 7}','46',NULL);
INSERT INTO "history" VALUES(2,51,'2026-11-18 09:10:00.000000',NULL,'Demo data','record point','data_point','48:2026-11-15','null','{"team_id": 2, "measure_id": 48, "week": "2026-11-15", "value": null, "numerator": null, "denominator": null, "status": "not_in_yet", "waiting_for": "finance", "note": "", "doubt": "", "recorded_on": null, "version": 1}','',NULL);
INSERT INTO "history" VALUES(2,52,'2026-11-18 10:27:00.000000',NULL,'Demo data','change project','project','23','{"team_id": 2, "id": 23, "title": "Project 0.7651622413262759", "aim": "", "aim_for": "", "aim_by": null, "theme": "", "change_idea": "", "next_step": "", "blocked_reason": "Estates", "benefit": "", "holds_when": "", "scheme_state": "active", "origin_team_id": null, "origin_project_id": null, "public": false, "votes": 0, "owner_id": null, "removed": false, "version": 2}','{"team_id": 2, "id": 23, "title": "Project 0.7651622413262759", "aim": "", "aim_for": "", "aim_by": null, "theme": "", "change_idea": "", "next_step": "", "blocked_reason": "Estates", "benefit": "", "holds_when": "We saw enough", "scheme_state": "active", "origin_team_id": null, "origin_project_id": null, "public": false, "votes": 0, "owner_id": null, "removed": false, "version": 3}','',NULL);
INSERT INTO "history" VALUES(2,53,'2026-11-18 10:27:00.000000',NULL,'Demo data','move project','stage_move','53','null','{"team_id": 2, "id": 53, "project_id": 23, "from_stage": "stopped", "to_stage": "embedded", "moved_on": "2026-11-18", "reason": "We saw enough"}','',NULL);
INSERT INTO "history" VALUES(2,54,'2026-11-18 10:37:00.000000',NULL,'Demo data','change measure','measure','33','{"team_id": 2, "id": 33, "name": "Measure 0.9165298060172561", "short_name": "", "domain": "quality", "unit": "", "decimals": null, "direction": "decrease", "target": null, "definition": "", "source": "", "data_owner": "", "cadence_weeks": 1, "rules": null, "chart": null, "screening": true, "kind": "weekly", "out_of": "", "out_of_id": null, "began_on": null, "retired_on": null, "line_rests_until": null, "factor": 1.0, "library_key": "", "position": 2, "public": null, "on_wall": true, "removed": true, "version": 2}','{"team_id": 2, "id": 33, "name": "Measure 0.9165298060172561", "short_name": "", "domain": "quality", "unit": "", "decimals": null, "direction": "decrease", "target": null, "definition": "", "source": "", "data_owner": "", "cadence_weeks": 1, "rules": null, "chart": null, "screening": true, "kind": "days_since", "out_of": "", "out_of_id": null, "began_on": "2026-11-09", "retired_on": null, "line_rests_until": null, "factor": 1.0, "library_key": "", "position": 2, "public": null, "on_wall": true, "removed": true, "version": 3}','',NULL);
INSERT INTO "history" VALUES(2,55,'2026-11-18 10:57:00.000000',NULL,'Demo data','mark day','day_mark','33:2026-11-18','null','{"team_id": 2, "measure_id": 33, "day": "2026-11-18", "count": 0, "note": "", "version": 1}','',NULL);
INSERT INTO "history" VALUES(2,56,'2026-11-18 15:14:00.000000',NULL,'Demo data','unmark day','day_mark','33:2026-11-18','{"team_id": 2, "measure_id": 33, "day": "2026-11-18", "count": 0, "note": "", "version": 1}','null','',NULL);
INSERT INTO "history" VALUES(2,57,'2026-11-18 12:00:00.000000',NULL,'Demo data','remove measure','measure','3','{"team_id": 2, "id": 3, "name": "Falls", "short_name": "", "domain": "safety", "unit": "", "decimals": null, "direction": "decrease", "target": null, "definition": "", "source": "", "data_owner": "", "cadence_weeks": 1, "rules": null, "chart": null, "screening": true, "kind": "safety_cross", "out_of": "", "out_of_id": null, "began_on": "2026-11-09", "retired_on": "2026-11-18", "line_rests_until": null, "factor": 1.0, "library_key": "", "position": 1, "public": null, "on_wall": true, "removed": false, "version": 7}','{"team_id": 2, "id": 3, "name": "Falls", "short_name": "", "domain": "safety", "unit": "", "decimals": null, "direction": "decrease", "target": null, "definition": "", "source": "", "data_owner": "", "cadence_weeks": 1, "rules": null, "chart": null, "screening": true, "kind": "safety_cross", "out_of": "", "out_of_id": null, "began_on": "2026-11-09", "retired_on": "2026-11-18", "line_rests_until": null, "factor": 1.0, "library_key": "", "position": 1, "public": null, "on_wall": true, "removed": true, "version": 8}','',NULL);
INSERT INTO "history" VALUES(2,58,'2026-11-18 14:46:00.000000',NULL,'Demo data','change team','team','2','{"id": 2, "site_id": 1, "parent_id": 3, "slug": "ward-7a-2", "name": "Ward 7A", "vision": "Vision 0.5944868409105872", "timezone": "Europe/London", "week_ends_on": 6, "huddle_weekday": 1, "huddle_time": "10:00:00", "idea_lane": "Ideas", "testing_lane": "Testing", "embedded_lane": "Embedded", "public_words": false, "shares_tests": false, "testing_limit": 4, "stuck_after_days": 42, "programme": "", "wave": null, "started_on": null, "paused_on": null, "paused_reason": "", "closed_week": null, "steps_dismissed": false, "stand_in": "", "version": 7}','{"id": 2, "site_id": 1, "parent_id": 3, "slug": "ward-7a-2", "name": "Ward 7A", "vision": "Vision 0.149306962836942", "timezone": "Europe/London", "week_ends_on": 6, "huddle_weekday": 1, "huddle_time": "10:00:00", "idea_lane": "Ideas", "testing_lane": "Testing", "embedded_lane": "Embedded", "public_words": false, "shares_tests": false, "testing_limit": 4, "stuck_after_days": 42, "programme": "", "wave": null, "started_on": null, "paused_on": null, "paused_reason": "", "closed_week": null, "steps_dismissed": false, "stand_in": "", "version": 8}','',NULL);
INSERT INTO "history" VALUES(2,59,'2026-11-18 09:04:00.000000',NULL,'Demo data','add project','project','59','null','{"team_id": 2, "id": 59, "title": "Project 0.5418630314898528", "aim": "", "aim_for": "", "aim_by": null, "theme": "", "change_idea": "", "next_step": "", "blocked_reason": "", "benefit": "", "holds_when": "", "scheme_state": "active", "origin_team_id": null, "origin_project_id": null, "public": false, "votes": 0, "owner_id": null, "removed": false, "version": 1}','',NULL);
INSERT INTO "history" VALUES(2,60,'2026-11-18 09:04:00.000000',NULL,'Demo data','move project','stage_move','60','null','{"team_id": 2, "id": 60, "project_id": 59, "from_stage": null, "to_stage": "idea", "moved_on": "2026-11-18", "reason": ""}','',NULL);
INSERT INTO "history" VALUES(2,61,'2026-11-18 09:05:00.000000',NULL,'Demo data','link measure','project_measure','59:48','null','{"team_id": 2, "project_id": 59, "measure_id": 48, "role": "outcome"}','',NULL);
INSERT INTO "history" VALUES(2,62,'2026-11-18 11:03:00.000000',NULL,'Demo data','correct huddle','huddle','18','{"team_id": 2, "id": 18, "held_on": "2026-11-18", "minutes": null, "people": 9, "professions": "", "notes": "", "celebration": "Well done", "questions": "", "opened_at": null, "closed_at": null, "section": "", "section_at": null, "project_id": null, "on_wall": false, "version": 2}','{"team_id": 2, "id": 18, "held_on": "2026-11-18", "minutes": null, "people": 7, "professions": "", "notes": "", "celebration": "Well done", "questions": "", "opened_at": null, "closed_at": null, "section": "", "section_at": null, "project_id": null, "on_wall": false, "version": 3}','',NULL);
INSERT INTO "history" VALUES(2,63,'2026-11-18 14:00:00.000000',NULL,'Demo data','add measure','measure','63','null','{"team_id": 2, "id": 63, "name": "Falls", "short_name": "", "domain": "safety", "unit": "", "decimals": null, "direction": "decrease", "target": null, "definition": "", "source": "", "data_owner": "", "cadence_weeks": 1, "rules": null, "chart": null, "screening": true, "kind": "weekly", "out_of": "", "out_of_id": null, "began_on": null, "retired_on": null, "line_rests_until": null, "factor": 1.0, "library_key": "", "position": 4, "public": null, "on_wall": true, "removed": false, "version": 1}','From ours.xlsx',63);
INSERT INTO "history" VALUES(2,64,'2026-11-18 14:00:00.000000',NULL,'Demo data','add measure','measure','64','null','{"team_id": 2, "id": 64, "name": "Ulcers", "short_name": "", "domain": "safety", "unit": "", "decimals": null, "direction": "decrease", "target": null, "definition": "", "source": "", "data_owner": "", "cadence_weeks": 1, "rules": null, "chart": null, "screening": true, "kind": "weekly", "out_of": "", "out_of_id": null, "began_on": null, "retired_on": null, "line_rests_until": null, "factor": 1.0, "library_key": "", "position": 5, "public": null, "on_wall": true, "removed": false, "version": 1}','From ours.xlsx',63);
INSERT INTO "history" VALUES(2,65,'2026-11-18 14:00:00.000000',NULL,'Demo data','record point','data_point','63:2026-11-01','null','{"team_id": 2, "measure_id": 63, "week": "2026-11-01", "value": 8.0, "numerator": null, "denominator": null, "status": "final", "waiting_for": "", "note": "", "doubt": "", "recorded_on": "2026-11-18", "version": 1}','From ours.xlsx',63);
INSERT INTO "history" VALUES(2,66,'2026-11-18 14:00:00.000000',NULL,'Demo data','record point','data_point','63:2026-11-08','null','{"team_id": 2, "measure_id": 63, "week": "2026-11-08", "value": 3.0, "numerator": null, "denominator": null, "status": "final", "waiting_for": "", "note": "", "doubt": "", "recorded_on": "2026-11-18", "version": 1}','From ours.xlsx',63);
INSERT INTO "history" VALUES(2,67,'2026-11-18 14:00:00.000000',NULL,'Demo data','record point','data_point','63:2026-11-15','null','{"team_id": 2, "measure_id": 63, "week": "2026-11-15", "value": 6.0, "numerator": null, "denominator": null, "status": "final", "waiting_for": "", "note": "", "doubt": "", "recorded_on": "2026-11-18", "version": 1}','From ours.xlsx',63);
INSERT INTO "history" VALUES(2,68,'2026-11-18 14:00:00.000000',NULL,'Demo data','record point','data_point','64:2026-11-01','null','{"team_id": 2, "measure_id": 64, "week": "2026-11-01", "value": 8.0, "numerator": null, "denominator": null, "status": "final", "waiting_for": "", "note": "", "doubt": "", "recorded_on": "2026-11-18", "version": 1}','From ours.xlsx',63);
INSERT INTO "history" VALUES(2,69,'2026-11-18 14:00:00.000000',NULL,'Demo data','record point','data_point','64:2026-11-08','null','{"team_id": 2, "measure_id": 64, "week": "2026-11-08", "value": 3.0, "numerator": null, "denominator": null, "status": "final", "waiting_for": "", "note": "", "doubt": "", "recorded_on": "2026-11-18", "version": 1}','From ours.xlsx',63);
INSERT INTO "history" VALUES(2,70,'2026-11-18 14:00:00.000000',NULL,'Demo data','record point','data_point','64:2026-11-15','null','{"team_id": 2, "measure_id": 64, "week": "2026-11-15", "value": 6.0, "numerator": null, "denominator": null, "status": "final", "waiting_for": "", "note": "", "doubt": "", "recorded_on": "2026-11-18", "version": 1}','From ours.xlsx',63);
INSERT INTO "history" VALUES(2,71,'2026-11-18 12:04:00.000000',NULL,'Demo data','raise action','action','71','null','{"team_id": 2, "id": 71, "text": "Order 29 slings", "owner_id": null, "project_id": null, "raised_on": "2026-11-18", "due": null, "done_on": null, "repeat_weeks": null, "follows_id": null, "carried": 0, "removed": false, "version": 1}','',NULL);
INSERT INTO "history" VALUES(2,72,'2026-11-18 09:54:00.000000',NULL,'Demo data','undo','data_point','64:2026-11-15','{"team_id": 2, "measure_id": 64, "week": "2026-11-15", "value": 6.0, "numerator": null, "denominator": null, "status": "final", "waiting_for": "", "note": "", "doubt": "", "recorded_on": "2026-11-18", "version": 1}','null','63',72);
INSERT INTO "history" VALUES(2,73,'2026-11-18 09:54:00.000000',NULL,'Demo data','undo','data_point','64:2026-11-08','{"team_id": 2, "measure_id": 64, "week": "2026-11-08", "value": 3.0, "numerator": null, "denominator": null, "status": "final", "waiting_for": "", "note": "", "doubt": "", "recorded_on": "2026-11-18", "version": 1}','null','63',72);
INSERT INTO "history" VALUES(2,74,'2026-11-18 09:54:00.000000',NULL,'Demo data','undo','data_point','64:2026-11-01','{"team_id": 2, "measure_id": 64, "week": "2026-11-01", "value": 8.0, "numerator": null, "denominator": null, "status": "final", "waiting_for": "", "note": "", "doubt": "", "recorded_on": "2026-11-18", "version": 1}','null','63',72);
INSERT INTO "history" VALUES(2,75,'2026-11-18 09:54:00.000000',NULL,'Demo data','undo','data_point','63:2026-11-15','{"team_id": 2, "measure_id": 63, "week": "2026-11-15", "value": 6.0, "numerator": null, "denominator": null, "status": "final", "waiting_for": "", "note": "", "doubt": "", "recorded_on": "2026-11-18", "version": 1}','null','63',72);
INSERT INTO "history" VALUES(2,76,'2026-11-18 09:54:00.000000',NULL,'Demo data','undo','data_point','63:2026-11-08','{"team_id": 2, "measure_id": 63, "week": "2026-11-08", "value": 3.0, "numerator": null, "denominator": null, "status": "final", "waiting_for": "", "note": "", "doubt": "", "recorded_on": "2026-11-18", "version": 1}','null','63',72);
INSERT INTO "history" VALUES(2,77,'2026-11-18 09:54:00.000000',NULL,'Demo data','undo','data_point','63:2026-11-01','{"team_id": 2, "measure_id": 63, "week": "2026-11-01", "value": 8.0, "numerator": null, "denominator": null, "status": "final", "waiting_for": "", "note": "", "doubt": "", "recorded_on": "2026-11-18", "version": 1}','null','63',72);
INSERT INTO "history" VALUES(2,78,'2026-11-18 09:54:00.000000',NULL,'Demo data','undo','measure','64','{"team_id": 2, "id": 64, "name": "Ulcers", "short_name": "", "domain": "safety", "unit": "", "decimals": null, "direction": "decrease", "target": null, "definition": "", "source": "", "data_owner": "", "cadence_weeks": 1, "rules": null, "chart": null, "screening": true, "kind": "weekly", "out_of": "", "out_of_id": null, "began_on": null, "retired_on": null, "line_rests_until": null, "factor": 1.0, "library_key": "", "position": 5, "public": null, "on_wall": true, "removed": false, "version": 1}','{"team_id": 2, "id": 64, "name": "Ulcers", "short_name": "", "domain": "safety", "unit": "", "decimals": null, "direction": "decrease", "target": null, "definition": "", "source": "", "data_owner": "", "cadence_weeks": 1, "rules": null, "chart": null, "screening": true, "kind": "weekly", "out_of": "", "out_of_id": null, "began_on": null, "retired_on": null, "line_rests_until": null, "factor": 1.0, "library_key": "", "position": 5, "public": null, "on_wall": true, "removed": true, "version": 2}','63',72);
INSERT INTO "history" VALUES(2,79,'2026-11-18 09:54:00.000000',NULL,'Demo data','undo','measure','63','{"team_id": 2, "id": 63, "name": "Falls", "short_name": "", "domain": "safety", "unit": "", "decimals": null, "direction": "decrease", "target": null, "definition": "", "source": "", "data_owner": "", "cadence_weeks": 1, "rules": null, "chart": null, "screening": true, "kind": "weekly", "out_of": "", "out_of_id": null, "began_on": null, "retired_on": null, "line_rests_until": null, "factor": 1.0, "library_key": "", "position": 4, "public": null, "on_wall": true, "removed": false, "version": 1}','{"team_id": 2, "id": 63, "name": "Falls", "short_name": "", "domain": "safety", "unit": "", "decimals": null, "direction": "decrease", "target": null, "definition": "", "source": "", "data_owner": "", "cadence_weeks": 1, "rules": null, "chart": null, "screening": true, "kind": "weekly", "out_of": "", "out_of_id": null, "began_on": null, "retired_on": null, "line_rests_until": null, "factor": 1.0, "library_key": "", "position": 4, "public": null, "on_wall": true, "removed": true, "version": 2}','63',72);
INSERT INTO "history" VALUES(5,14,'2026-11-18 14:20:00.000000',NULL,'Demo data','raise action','action','14','null','{"team_id": 5, "id": 14, "text": "A second porter", "owner_id": null, "project_id": null, "raised_on": "2026-11-18", "due": null, "done_on": null, "repeat_weeks": null, "follows_id": null, "carried": 0, "removed": false, "version": 1}','',NULL);
INSERT INTO "history" VALUES(5,15,'2026-11-18 18:17:00.000000',NULL,'Demo data','escalate action','escalation_move','15','null','{"team_id": 5, "id": 15, "action_id": 14, "state": "waiting", "on": "2026-11-18", "to_team_id": 3, "words": "Nobody on Sundays"}','Nobody on Sundays',NULL);
INSERT INTO "history" VALUES(5,16,'2026-11-18 18:41:00.000000',NULL,'Demo data','answer','escalation_move','16','null','{"team_id": 5, "id": 16, "action_id": 14, "state": "answered", "on": "2026-11-18", "to_team_id": 3, "words": "From December"}','From December',NULL);
INSERT INTO "history" VALUES(2,80,'2026-11-18 16:32:00.000000',NULL,'Demo data','move project','stage_move','80','null','{"team_id": 2, "id": 80, "project_id": 59, "from_stage": "idea", "to_stage": "stopped", "moved_on": "2026-11-18", "reason": "We saw enough"}','',NULL);
INSERT INTO "history" VALUES(2,81,'2026-11-18 14:48:00.000000',NULL,'Demo data','block project','project','59','{"team_id": 2, "id": 59, "title": "Project 0.5418630314898528", "aim": "", "aim_for": "", "aim_by": null, "theme": "", "change_idea": "", "next_step": "", "blocked_reason": "", "benefit": "", "holds_when": "", "scheme_state": "active", "origin_team_id": null, "origin_project_id": null, "public": false, "votes": 0, "owner_id": null, "removed": false, "version": 1}','{"team_id": 2, "id": 59, "title": "Project 0.5418630314898528", "aim": "", "aim_for": "", "aim_by": null, "theme": "", "change_idea": "", "next_step": "", "blocked_reason": "Estates", "benefit": "", "holds_when": "", "scheme_state": "active", "origin_team_id": null, "origin_project_id": null, "public": false, "votes": 0, "owner_id": null, "removed": false, "version": 2}','',NULL);
INSERT INTO "history" VALUES(2,82,'2026-11-18 11:27:00.000000',NULL,'Demo data','retire measure','measure','63','{"team_id": 2, "id": 63, "name": "Falls", "short_name": "", "domain": "safety", "unit": "", "decimals": null, "direction": "decrease", "target": null, "definition": "", "source": "", "data_owner": "", "cadence_weeks": 1, "rules": null, "chart": null, "screening": true, "kind": "weekly", "out_of": "", "out_of_id": null, "began_on": null, "retired_on": null, "line_rests_until": null, "factor": 1.0, "library_key": "", "position": 4, "public": null, "on_wall": true, "removed": true, "version": 2}','{"team_id": 2, "id": 63, "name": "Falls", "short_name": "", "domain": "safety", "unit": "", "decimals": null, "direction": "decrease", "target": null, "definition": "", "source": "", "data_owner": "", "cadence_weeks": 1, "rules": null, "chart": null, "screening": true, "kind": "weekly", "out_of": "", "out_of_id": null, "began_on": null, "retired_on": "2026-11-18", "line_rests_until": null, "factor": 1.0, "library_key": "", "position": 4, "public": null, "on_wall": true, "removed": true, "version": 3}','It holds',NULL);
INSERT INTO "history" VALUES(2,83,'2026-11-18 10:35:00.000000',NULL,'Demo data','change measure','measure','64','{"team_id": 2, "id": 64, "name": "Ulcers", "short_name": "", "domain": "safety", "unit": "", "decimals": null, "direction": "decrease", "target": null, "definition": "", "source": "", "data_owner": "", "cadence_weeks": 1, "rules": null, "chart": null, "screening": true, "kind": "weekly", "out_of": "", "out_of_id": null, "began_on": null, "retired_on": null, "line_rests_until": null, "factor": 1.0, "library_key": "", "position": 5, "public": null, "on_wall": true, "removed": true, "version": 2}','{"team_id": 2, "id": 64, "name": "Ulcers", "short_name": "", "domain": "safety", "unit": "", "decimals": null, "direction": "decrease", "target": null, "definition": "", "source": "", "data_owner": "", "cadence_weeks": 1, "rules": null, "chart": null, "screening": true, "kind": "days_since", "out_of": "", "out_of_id": null, "began_on": "2026-11-09", "retired_on": null, "line_rests_until": null, "factor": 1.0, "library_key": "", "position": 5, "public": null, "on_wall": true, "removed": true, "version": 3}','',NULL);
INSERT INTO "history" VALUES(2,84,'2026-11-18 15:52:00.000000',NULL,'Demo data','mark day','day_mark','64:2026-11-18','null','{"team_id": 2, "measure_id": 64, "day": "2026-11-18", "count": 0, "note": "", "version": 1}','',NULL);
INSERT INTO "history" VALUES(2,85,'2026-11-18 12:03:00.000000',NULL,'Demo data','unmark day','day_mark','64:2026-11-18','{"team_id": 2, "measure_id": 64, "day": "2026-11-18", "count": 0, "note": "", "version": 1}','null','',NULL);
INSERT INTO "history" VALUES(2,86,'2026-11-18 14:34:00.000000',NULL,'Demo data','start cycle','pdsa_cycle','86','null','{"team_id": 2, "id": 86, "project_id": 59, "number": 1, "step": "plan", "started_on": "2026-11-18", "plan": "One bay", "prediction": "Fewer", "saw": "", "learned": "", "decision": null, "version": 1}','',NULL);
INSERT INTO "history" VALUES(2,87,'2026-11-18 09:23:00.000000',NULL,'Demo data','advance cycle','pdsa_cycle','28','{"team_id": 2, "id": 28, "project_id": 23, "number": 1, "step": "act", "started_on": "2026-11-18", "plan": "One bay", "prediction": "Fewer", "saw": "", "learned": "", "decision": null, "version": 2}','{"team_id": 2, "id": 28, "project_id": 23, "number": 1, "step": "study", "started_on": "2026-11-18", "plan": "One bay", "prediction": "Fewer", "saw": "", "learned": "", "decision": null, "version": 3}','',NULL);
INSERT INTO "history" VALUES(5,17,'2026-11-18 09:20:00.000000',NULL,'Demo data','raise action','action','17','null','{"team_id": 5, "id": 17, "text": "A second porter", "owner_id": null, "project_id": null, "raised_on": "2026-11-18", "due": null, "done_on": null, "repeat_weeks": null, "follows_id": null, "carried": 0, "removed": false, "version": 1}','',NULL);
INSERT INTO "history" VALUES(5,18,'2026-11-18 17:56:00.000000',NULL,'Demo data','escalate action','escalation_move','18','null','{"team_id": 5, "id": 18, "action_id": 17, "state": "waiting", "on": "2026-11-18", "to_team_id": 3, "words": "Nobody on Sundays"}','Nobody on Sundays',NULL);
INSERT INTO "history" VALUES(2,88,'2026-11-18 18:47:00.000000',NULL,'Demo data','freeze baseline','baseline','88','null','{"team_id": 2, "id": 88, "measure_id": 64, "first_week": "2026-07-26", "last_week": "2026-09-20", "reason": "Before", "removed": false}','',88);
INSERT INTO "history" VALUES(2,89,'2026-11-18 12:47:00.000000',NULL,'Demo data','add measure','measure','89','null','{"team_id": 2, "id": 89, "name": "Falls", "short_name": "", "domain": "safety", "unit": "", "decimals": null, "direction": "decrease", "target": null, "definition": "", "source": "", "data_owner": "", "cadence_weeks": 1, "rules": null, "chart": null, "screening": true, "kind": "weekly", "out_of": "", "out_of_id": null, "began_on": null, "retired_on": null, "line_rests_until": null, "factor": 1.0, "library_key": "", "position": 6, "public": null, "on_wall": true, "removed": false, "version": 1}','From ours.xlsx',89);
INSERT INTO "history" VALUES(2,90,'2026-11-18 12:47:00.000000',NULL,'Demo data','add measure','measure','90','null','{"team_id": 2, "id": 90, "name": "Ulcers", "short_name": "", "domain": "safety", "unit": "", "decimals": null, "direction": "decrease", "target": null, "definition": "", "source": "", "data_owner": "", "cadence_weeks": 1, "rules": null, "chart": null, "screening": true, "kind": "weekly", "out_of": "", "out_of_id": null, "began_on": null, "retired_on": null, "line_rests_until": null, "factor": 1.0, "library_key": "", "position": 7, "public": null, "on_wall": true, "removed": false, "version": 1}','From ours.xlsx',89);
INSERT INTO "history" VALUES(2,91,'2026-11-18 12:47:00.000000',NULL,'Demo data','record point','data_point','89:2026-11-01','null','{"team_id": 2, "measure_id": 89, "week": "2026-11-01", "value": 1.0, "numerator": null, "denominator": null, "status": "final", "waiting_for": "", "note": "", "doubt": "", "recorded_on": "2026-11-18", "version": 1}','From ours.xlsx',89);
INSERT INTO "history" VALUES(2,92,'2026-11-18 12:47:00.000000',NULL,'Demo data','record point','data_point','89:2026-11-08','null','{"team_id": 2, "measure_id": 89, "week": "2026-11-08", "value": 2.0, "numerator": null, "denominator": null, "status": "final", "waiting_for": "", "note": "", "doubt": "", "recorded_on": "2026-11-18", "version": 1}','From ours.xlsx',89);
INSERT INTO "history" VALUES(2,93,'2026-11-18 12:47:00.000000',NULL,'Demo data','record point','data_point','89:2026-11-15','null','{"team_id": 2, "measure_id": 89, "week": "2026-11-15", "value": 7.0, "numerator": null, "denominator": null, "status": "final", "waiting_for": "", "note": "", "doubt": "", "recorded_on": "2026-11-18", "version": 1}','From ours.xlsx',89);
INSERT INTO "history" VALUES(2,94,'2026-11-18 12:47:00.000000',NULL,'Demo data','record point','data_point','90:2026-11-01','null','{"team_id": 2, "measure_id": 90, "week": "2026-11-01", "value": 1.0, "numerator": null, "denominator": null, "status": "final", "waiting_for": "", "note": "", "doubt": "", "recorded_on": "2026-11-18", "version": 1}','From ours.xlsx',89);
INSERT INTO "history" VALUES(2,95,'2026-11-18 12:47:00.000000',NULL,'Demo data','record point','data_point','90:2026-11-08','null','{"team_id": 2, "measure_id": 90, "week": "2026-11-08", "value": 2.0, "numerator": null, "denominator": null, "status": "final", "waiting_for": "", "note": "", "doubt": "", "recorded_on": "2026-11-18", "version": 1}','From ours.xlsx',89);
INSERT INTO "history" VALUES(2,96,'2026-11-18 12:47:00.000000',NULL,'Demo data','record point','data_point','90:2026-11-15','null','{"team_id": 2, "measure_id": 90, "week": "2026-11-15", "value": 7.0, "numerator": null, "denominator": null, "status": "final", "waiting_for": "", "note": "", "doubt": "", "recorded_on": "2026-11-18", "version": 1}','From ours.xlsx',89);
INSERT INTO "history" VALUES(5,19,'2026-11-18 14:10:00.000000',NULL,'Demo data','raise action','action','19','null','{"team_id": 5, "id": 19, "text": "A second porter", "owner_id": null, "project_id": null, "raised_on": "2026-11-18", "due": null, "done_on": null, "repeat_weeks": null, "follows_id": null, "carried": 0, "removed": false, "version": 1}','',NULL);
INSERT INTO "history" VALUES(5,20,'2026-11-18 15:55:00.000000',NULL,'Demo data','escalate action','escalation_move','20','null','{"team_id": 5, "id": 20, "action_id": 19, "state": "waiting", "on": "2026-11-18", "to_team_id": 3, "words": "Nobody on Sundays"}','Nobody on Sundays',NULL);
INSERT INTO "history" VALUES(5,21,'2026-11-18 17:21:00.000000',NULL,'Demo data','answer','escalation_move','21','null','{"team_id": 5, "id": 21, "action_id": 19, "state": "answered", "on": "2026-11-18", "to_team_id": 3, "words": "From December"}','From December',NULL);
INSERT INTO "history" VALUES(2,97,'2026-11-18 12:55:00.000000',NULL,'Demo data','change team','team','2','{"id": 2, "site_id": 1, "parent_id": 3, "slug": "ward-7a-2", "name": "Ward 7A", "vision": "Vision 0.149306962836942", "timezone": "Europe/London", "week_ends_on": 6, "huddle_weekday": 1, "huddle_time": "10:00:00", "idea_lane": "Ideas", "testing_lane": "Testing", "embedded_lane": "Embedded", "public_words": false, "shares_tests": false, "testing_limit": 4, "stuck_after_days": 42, "programme": "", "wave": null, "started_on": null, "paused_on": null, "paused_reason": "", "closed_week": null, "steps_dismissed": false, "stand_in": "", "version": 8}','{"id": 2, "site_id": 1, "parent_id": 3, "slug": "ward-7a-2", "name": "Ward 7A", "vision": "Vision 0.22111948810276805", "timezone": "Europe/London", "week_ends_on": 6, "huddle_weekday": 1, "huddle_time": "10:00:00", "idea_lane": "Ideas", "testing_lane": "Testing", "embedded_lane": "Embedded", "public_words": false, "shares_tests": false, "testing_limit": 3, "stuck_after_days": 42, "programme": "", "wave": null, "started_on": null, "paused_on": null, "paused_reason": "", "closed_week": null, "steps_dismissed": false, "stand_in": "", "version": 9}','',NULL);
INSERT INTO "history" VALUES(2,98,'2026-11-18 18:02:00.000000',NULL,'Demo data','pause team','team','2','{"id": 2, "site_id": 1, "parent_id": 3, "slug": "ward-7a-2", "name": "Ward 7A", "vision": "Vision 0.22111948810276805", "timezone": "Europe/London", "week_ends_on": 6, "huddle_weekday": 1, "huddle_time": "10:00:00", "idea_lane": "Ideas", "testing_lane": "Testing", "embedded_lane": "Embedded", "public_words": false, "shares_tests": false, "testing_limit": 3, "stuck_after_days": 42, "programme": "", "wave": null, "started_on": null, "paused_on": null, "paused_reason": "", "closed_week": null, "steps_dismissed": false, "stand_in": "", "version": 9}','{"id": 2, "site_id": 1, "parent_id": 3, "slug": "ward-7a-2", "name": "Ward 7A", "vision": "Vision 0.22111948810276805", "timezone": "Europe/London", "week_ends_on": 6, "huddle_weekday": 1, "huddle_time": "10:00:00", "idea_lane": "Ideas", "testing_lane": "Testing", "embedded_lane": "Embedded", "public_words": false, "shares_tests": false, "testing_limit": 3, "stuck_after_days": 42, "programme": "", "wave": null, "started_on": null, "paused_on": "2026-11-18", "paused_reason": "Moving wards", "closed_week": null, "steps_dismissed": false, "stand_in": "", "version": 10}','Moving wards',NULL);
INSERT INTO "history" VALUES(2,99,'2026-11-18 17:38:00.000000',NULL,'Demo data','escalate action','escalation_move','99','null','{"team_id": 2, "id": 99, "action_id": 42, "state": "waiting", "on": "2026-11-18", "to_team_id": 3, "words": "We cannot settle it"}','We cannot settle it',NULL);
INSERT INTO "history" VALUES(2,100,'2026-11-18 13:50:00.000000',NULL,'Demo data','raise action','action','100','null','{"team_id": 2, "id": 100, "text": "Order 40 slings", "owner_id": null, "project_id": null, "raised_on": "2026-11-18", "due": null, "done_on": null, "repeat_weeks": null, "follows_id": null, "carried": 0, "removed": false, "version": 1}','',NULL);
INSERT INTO "history" VALUES(2,101,'2026-11-18 09:13:00.000000',NULL,'Demo data','escalate action','escalation_move','101','null','{"team_id": 2, "id": 101, "action_id": 100, "state": "waiting", "on": "2026-11-18", "to_team_id": 3, "words": "We cannot settle it"}','We cannot settle it',NULL);
INSERT INTO "history" VALUES(2,102,'2026-11-18 18:13:00.000000',NULL,'Demo data','add project','project','102','null','{"team_id": 2, "id": 102, "title": "Project 0.18389230890110597", "aim": "", "aim_for": "", "aim_by": null, "theme": "", "change_idea": "", "next_step": "", "blocked_reason": "", "benefit": "", "holds_when": "", "scheme_state": "active", "origin_team_id": null, "origin_project_id": null, "public": false, "votes": 0, "owner_id": null, "removed": false, "version": 1}','',NULL);
INSERT INTO "history" VALUES(2,103,'2026-11-18 18:13:00.000000',NULL,'Demo data','move project','stage_move','103','null','{"team_id": 2, "id": 103, "project_id": 102, "from_stage": null, "to_stage": "idea", "moved_on": "2026-11-18", "reason": ""}','',NULL);
INSERT INTO "history" VALUES(2,104,'2026-11-18 18:34:00.000000',NULL,'Demo data','link measure','project_measure','102:63','null','{"team_id": 2, "project_id": 102, "measure_id": 63, "role": "guard"}','',NULL);
INSERT INTO "history" VALUES(5,22,'2026-11-18 15:13:00.000000',NULL,'Demo data','raise action','action','22','null','{"team_id": 5, "id": 22, "text": "A second porter", "owner_id": null, "project_id": null, "raised_on": "2026-11-18", "due": null, "done_on": null, "repeat_weeks": null, "follows_id": null, "carried": 0, "removed": false, "version": 1}','',NULL);
INSERT INTO "history" VALUES(5,23,'2026-11-18 15:53:00.000000',NULL,'Demo data','escalate action','escalation_move','23','null','{"team_id": 5, "id": 23, "action_id": 22, "state": "waiting", "on": "2026-11-18", "to_team_id": 3, "words": "Nobody on Sundays"}','Nobody on Sundays',NULL);
INSERT INTO "history" VALUES(2,105,'2026-11-18 16:49:00.000000',NULL,'Demo data','retire measure','measure','64','{"team_id": 2, "id": 64, "name": "Ulcers", "short_name": "", "domain": "safety", "unit": "", "decimals": null, "direction": "decrease", "target": null, "definition": "", "source": "", "data_owner": "", "cadence_weeks": 1, "rules": null, "chart": null, "screening": true, "kind": "days_since", "out_of": "", "out_of_id": null, "began_on": "2026-11-09", "retired_on": null, "line_rests_until": null, "factor": 1.0, "library_key": "", "position": 5, "public": null, "on_wall": true, "removed": true, "version": 3}','{"team_id": 2, "id": 64, "name": "Ulcers", "short_name": "", "domain": "safety", "unit": "", "decimals": null, "direction": "decrease", "target": null, "definition": "", "source": "", "data_owner": "", "cadence_weeks": 1, "rules": null, "chart": null, "screening": true, "kind": "days_since", "out_of": "", "out_of_id": null, "began_on": "2026-11-09", "retired_on": "2026-11-18", "line_rests_until": null, "factor": 1.0, "library_key": "", "position": 5, "public": null, "on_wall": true, "removed": true, "version": 4}','It holds',NULL);
INSERT INTO "history" VALUES(2,106,'2026-11-18 14:19:00.000000',NULL,'Demo data','correct huddle','huddle','18','{"team_id": 2, "id": 18, "held_on": "2026-11-18", "minutes": null, "people": 7, "professions": "", "notes": "", "celebration": "Well done", "questions": "", "opened_at": null, "closed_at": null, "section": "", "section_at": null, "project_id": null, "on_wall": false, "version": 3}','{"team_id": 2, "id": 18, "held_on": "2026-11-18", "minutes": null, "people": 8, "professions": "", "notes": "", "celebration": "Well done", "questions": "", "opened_at": null, "closed_at": null, "section": "", "section_at": null, "project_id": null, "on_wall": false, "version": 4}','',NULL);
INSERT INTO "history" VALUES(2,107,'2026-11-18 17:08:00.000000',NULL,'Demo data','correct point','data_point','89:2026-11-01','{"team_id": 2, "measure_id": 89, "week": "2026-11-01", "value": 1.0, "numerator": null, "denominator": null, "status": "final", "waiting_for": "", "note": "", "doubt": "", "recorded_on": "2026-11-18", "version": 1}','{"team_id": 2, "measure_id": 89, "week": "2026-11-01", "value": 4.0, "numerator": null, "denominator": null, "status": "final", "waiting_for": "", "note": "", "doubt": "", "recorded_on": "2026-11-18", "version": 2}','From ours.xlsx',107);
INSERT INTO "history" VALUES(2,108,'2026-11-18 17:08:00.000000',NULL,'Demo data','correct point','data_point','89:2026-11-08','{"team_id": 2, "measure_id": 89, "week": "2026-11-08", "value": 2.0, "numerator": null, "denominator": null, "status": "final", "waiting_for": "", "note": "", "doubt": "", "recorded_on": "2026-11-18", "version": 1}','{"team_id": 2, "measure_id": 89, "week": "2026-11-08", "value": 7.0, "numerator": null, "denominator": null, "status": "final", "waiting_for": "", "note": "", "doubt": "", "recorded_on": "2026-11-18", "version": 2}','From ours.xlsx',107);
INSERT INTO "history" VALUES(2,109,'2026-11-18 17:08:00.000000',NULL,'Demo data','correct point','data_point','89:2026-11-15','{"team_id": 2, "measure_id": 89, "week": "2026-11-15", "value": 7.0, "numerator": null, "denominator": null, "status": "final", "waiting_for": "", "note": "", "doubt": "", "recorded_on": "2026-11-18", "version": 1}','{"team_id": 2, "measure_id": 89, "week": "2026-11-15", "value": 3.0, "numerator": null, "denominator": null, "status": "final", "waiting_for": "", "note": "", "doubt": "", "recorded_on": "2026-11-18", "version": 2}','From ours.xlsx',107);
INSERT INTO "history" VALUES(2,110,'2026-11-18 17:08:00.000000',NULL,'Demo data','correct point','data_point','90:2026-11-01','{"team_id": 2, "measure_id": 90, "week": "2026-11-01", "value": 1.0, "numerator": null, "denominator": null, "status": "final", "waiting_for": "", "note": "", "doubt": "", "recorded_on": "2026-11-18", "version": 1}','{"team_id": 2, "measure_id": 90, "week": "2026-11-01", "value": 4.0, "numerator": null, "denominator": null, "status": "final", "waiting_for": "", "note": "", "doubt": "", "recorded_on": "2026-11-18", "version": 2}','From ours.xlsx',107);
INSERT INTO "history" VALUES(2,111,'2026-11-18 17:08:00.000000',NULL,'Demo data','correct point','data_point','90:2026-11-08','{"team_id": 2, "measure_id": 90, "week": "2026-11-08", "value": 2.0, "numerator": null, "denominator": null, "status": "final", "waiting_for": "", "note": "", "doubt": "", "recorded_on": "2026-11-18", "version": 1}','{"team_id": 2, "measure_id": 90, "week": "2026-11-08", "value": 7.0, "numerator": null, "denominator": null, "status": "final", "waiting_for": "", "note": "", "doubt": "", "recorded_on": "2026-11-18", "version": 2}','From ours.xlsx',107);
INSERT INTO "history" VALUES(2,112,'2026-11-18 17:08:00.000000',NULL,'Demo data','correct point','data_point','90:2026-11-15','{"team_id": 2, "measure_id": 90, "week": "2026-11-15", "value": 7.0, "numerator": null, "denominator": null, "status": "final", "waiting_for": "", "note": "", "doubt": "", "recorded_on": "2026-11-18", "version": 1}','{"team_id": 2, "measure_id": 90, "week": "2026-11-15", "value": 3.0, "numerator": null, "denominator": null, "status": "final", "waiting_for": "", "note": "", "doubt": "", "recorded_on": "2026-11-18", "version": 2}','From ours.xlsx',107);
INSERT INTO "history" VALUES(5,24,'2026-11-18 10:07:00.000000',NULL,'Demo data','raise action','action','24','null','{"team_id": 5, "id": 24, "text": "A second porter", "owner_id": null, "project_id": null, "raised_on": "2026-11-18", "due": null, "done_on": null, "repeat_weeks": null, "follows_id": null, "carried": 0, "removed": false, "version": 1}','',NULL);
INSERT INTO "history" VALUES(5,25,'2026-11-18 11:32:00.000000',NULL,'Demo data','escalate action','escalation_move','25','null','{"team_id": 5, "id": 25, "action_id": 24, "state": "waiting", "on": "2026-11-18", "to_team_id": 3, "words": "Nobody on Sundays"}','Nobody on Sundays',NULL);
INSERT INTO "history" VALUES(5,26,'2026-11-18 11:15:00.000000',NULL,'Demo data','answer','escalation_move','26','null','{"team_id": 5, "id": 26, "action_id": 24, "state": "answered", "on": "2026-11-18", "to_team_id": 3, "words": "From December"}','From December',NULL);
INSERT INTO "history" VALUES(2,113,'2026-11-18 18:55:00.000000',NULL,'Demo data','correct point','data_point','90:2026-11-15','{"team_id": 2, "measure_id": 90, "week": "2026-11-15", "value": 3.0, "numerator": null, "denominator": null, "status": "final", "waiting_for": "", "note": "", "doubt": "", "recorded_on": "2026-11-18", "version": 2}','{"team_id": 2, "measure_id": 90, "week": "2026-11-15", "value": 9.0, "numerator": null, "denominator": null, "status": "final", "waiting_for": "finance", "note": "", "doubt": "", "recorded_on": "2026-11-18", "version": 3}','',NULL);
INSERT INTO "history" VALUES(2,114,'2026-11-18 13:11:00.000000',NULL,'Demo data','add project','project','114','null','{"team_id": 2, "id": 114, "title": "Project 0.018527280720823103", "aim": "", "aim_for": "", "aim_by": null, "theme": "", "change_idea": "", "next_step": "", "blocked_reason": "", "benefit": "", "holds_when": "", "scheme_state": "active", "origin_team_id": null, "origin_project_id": null, "public": false, "votes": 0, "owner_id": null, "removed": false, "version": 1}','',NULL);
INSERT INTO "history" VALUES(2,115,'2026-11-18 13:11:00.000000',NULL,'Demo data','move project','stage_move','115','null','{"team_id": 2, "id": 115, "project_id": 114, "from_stage": null, "to_stage": "idea", "moved_on": "2026-11-18", "reason": ""}','',NULL);
INSERT INTO "history" VALUES(2,116,'2026-11-18 12:30:00.000000',NULL,'Demo data','link measure','project_measure','114:33','null','{"team_id": 2, "project_id": 114, "measure_id": 33, "role": "outcome"}','',NULL);
INSERT INTO "history" VALUES(2,117,'2026-11-18 17:47:00.000000',NULL,'Demo data','undo','data_point','90:2026-11-15','{"team_id": 2, "measure_id": 90, "week": "2026-11-15", "value": 9.0, "numerator": null, "denominator": null, "status": "final", "waiting_for": "finance", "note": "", "doubt": "", "recorded_on": "2026-11-18", "version": 3}','{"team_id": 2, "measure_id": 90, "week": "2026-11-15", "value": 3.0, "numerator": null, "denominator": null, "status": "final", "waiting_for": "", "note": "", "doubt": "", "recorded_on": "2026-11-18", "version": 4}','113',NULL);
INSERT INTO "history" VALUES(2,118,'2026-11-18 14:10:00.000000',NULL,'Demo data','raise action','action','118','null','{"team_id": 2, "id": 118, "text": "Order 68 slings", "owner_id": null, "project_id": null, "raised_on": "2026-11-18", "due": null, "done_on": null, "repeat_weeks": null, "follows_id": null, "carried": 0, "removed": false, "version": 1}','',NULL);
INSERT INTO "history" VALUES(2,119,'2026-11-18 14:36:00.000000',NULL,'Demo data','undo','data_point','90:2026-11-15','{"team_id": 2, "measure_id": 90, "week": "2026-11-15", "value": 3.0, "numerator": null, "denominator": null, "status": "final", "waiting_for": "", "note": "", "doubt": "", "recorded_on": "2026-11-18", "version": 4}','{"team_id": 2, "measure_id": 90, "week": "2026-11-15", "value": 9.0, "numerator": null, "denominator": null, "status": "final", "waiting_for": "finance", "note": "", "doubt": "", "recorded_on": "2026-11-18", "version": 5}','117',NULL);
INSERT INTO "history" VALUES(2,120,'2026-11-18 09:28:00.000000',NULL,'Demo data','rebase','rebase','120','null','{"team_id": 2, "id": 120, "measure_id": 63, "week": "2026-08-16", "reason": "A new ward", "removed": false}','',NULL);
INSERT INTO "history" VALUES(2,121,'2026-11-18 09:19:00.000000',NULL,'Demo data','add project','project','121','null','{"team_id": 2, "id": 121, "title": "Project 0.8766519477681275", "aim": "", "aim_for": "", "aim_by": null, "theme": "", "change_idea": "", "next_step": "", "blocked_reason": "", "benefit": "", "holds_when": "", "scheme_state": "active", "origin_team_id": null, "origin_project_id": null, "public": false, "votes": 0, "owner_id": null, "removed": false, "version": 1}','',NULL);
INSERT INTO "history" VALUES(2,122,'2026-11-18 09:19:00.000000',NULL,'Demo data','move project','stage_move','122','null','{"team_id": 2, "id": 122, "project_id": 121, "from_stage": null, "to_stage": "idea", "moved_on": "2026-11-18", "reason": ""}','',NULL);
INSERT INTO "history" VALUES(2,123,'2026-11-18 10:27:00.000000',NULL,'Demo data','link measure','project_measure','121:48','null','{"team_id": 2, "project_id": 121, "measure_id": 48, "role": "outcome"}','',NULL);
INSERT INTO "history" VALUES(2,124,'2026-11-18 12:56:00.000000',NULL,'Demo data','rebase','rebase','124','null','{"team_id": 2, "id": 124, "measure_id": 3, "week": "2026-09-27", "reason": "A new ward", "removed": false}','',NULL);
CREATE TABLE "huddle" (
	team_id INTEGER NOT NULL, 
	id INTEGER NOT NULL, 
	held_on DATE NOT NULL, 
	minutes INTEGER, 
	people INTEGER, 
	professions VARCHAR(200) NOT NULL, 
	notes TEXT NOT NULL, 
	celebration VARCHAR(90) NOT NULL, 
	version INTEGER NOT NULL, 
	questions TEXT DEFAULT '' NOT NULL, 
	opened_at DATETIME, 
	closed_at DATETIME, 
	section VARCHAR(24) DEFAULT '' NOT NULL, 
	section_at DATETIME, 
	project_id INTEGER, 
	on_wall BOOLEAN DEFAULT 0 NOT NULL, 
	CONSTRAINT pk_huddle PRIMARY KEY (team_id, id), 
	CONSTRAINT fk_huddle_team_id_team FOREIGN KEY(team_id) REFERENCES team (id), 
	CONSTRAINT uq_huddle_team_id_held_on UNIQUE (team_id, held_on)
);
INSERT INTO "huddle" VALUES(2,18,'2026-11-18',NULL,8,'','','Well done',4,'',NULL,NULL,'',NULL,NULL,0);
CREATE TABLE link (
	token_hash VARCHAR(64) NOT NULL, 
	team_id INTEGER NOT NULL, 
	CONSTRAINT pk_link PRIMARY KEY (token_hash), 
	CONSTRAINT fk_link_team_id_team FOREIGN KEY(team_id) REFERENCES team (id)
);
CREATE TABLE "measure" (
	team_id INTEGER NOT NULL, 
	id INTEGER NOT NULL, 
	name VARCHAR(60) NOT NULL, 
	short_name VARCHAR(40) NOT NULL, 
	domain VARCHAR(24) NOT NULL, 
	unit VARCHAR(40) NOT NULL, 
	decimals INTEGER, 
	direction VARCHAR(24) NOT NULL, 
	target DOUBLE, 
	definition TEXT NOT NULL, 
	source VARCHAR(200) NOT NULL, 
	data_owner VARCHAR(200) NOT NULL, 
	cadence_weeks INTEGER NOT NULL, 
	rules VARCHAR(24), 
	factor DOUBLE NOT NULL, 
	library_key VARCHAR(40) NOT NULL, 
	position INTEGER NOT NULL, 
	on_wall BOOLEAN NOT NULL, 
	removed BOOLEAN NOT NULL, 
	version INTEGER NOT NULL, 
	chart VARCHAR(24), 
	screening BOOLEAN DEFAULT 1 NOT NULL, kind VARCHAR(24) DEFAULT 'weekly' NOT NULL, out_of VARCHAR(40) DEFAULT '' NOT NULL, began_on DATE, retired_on DATE, public BOOLEAN, out_of_id INTEGER, line_rests_until DATE, 
	CONSTRAINT pk_measure PRIMARY KEY (team_id, id), 
	CONSTRAINT fk_measure_team_id_team FOREIGN KEY(team_id) REFERENCES team (id)
);
INSERT INTO "measure" VALUES(1,3,'Falls','','safety','',NULL,'decrease',NULL,'','','',1,NULL,1.0,'',1,1,0,1,NULL,1,'weekly','',NULL,NULL,NULL,NULL,NULL);
INSERT INTO "measure" VALUES(2,3,'Falls','','safety','',NULL,'decrease',NULL,'','','',1,NULL,1.0,'',1,1,1,8,NULL,1,'safety_cross','','2026-11-09','2026-11-18',NULL,NULL,NULL);
INSERT INTO "measure" VALUES(2,33,'Measure 0.9165298060172561','','quality','',NULL,'decrease',NULL,'','','',1,NULL,1.0,'',2,1,1,3,NULL,1,'days_since','','2026-11-09',NULL,NULL,NULL,NULL);
INSERT INTO "measure" VALUES(2,48,'Measure 0.5506083969280183','','capacity','',NULL,'increase',NULL,'','','',1,NULL,1.0,'',3,1,0,1,NULL,1,'weekly','',NULL,NULL,NULL,NULL,NULL);
INSERT INTO "measure" VALUES(2,63,'Falls','','safety','',NULL,'decrease',NULL,'','','',1,NULL,1.0,'',4,1,1,3,NULL,1,'weekly','',NULL,'2026-11-18',NULL,NULL,NULL);
INSERT INTO "measure" VALUES(2,64,'Ulcers','','safety','',NULL,'decrease',NULL,'','','',1,NULL,1.0,'',5,1,1,4,NULL,1,'days_since','','2026-11-09','2026-11-18',NULL,NULL,NULL);
INSERT INTO "measure" VALUES(2,89,'Falls','','safety','',NULL,'decrease',NULL,'','','',1,NULL,1.0,'',6,1,0,1,NULL,1,'weekly','',NULL,NULL,NULL,NULL,NULL);
INSERT INTO "measure" VALUES(2,90,'Ulcers','','safety','',NULL,'decrease',NULL,'','','',1,NULL,1.0,'',7,1,0,1,NULL,1,'weekly','',NULL,NULL,NULL,NULL,NULL);
CREATE TABLE measure_part (
	team_id INTEGER NOT NULL, 
	measure_id INTEGER NOT NULL, 
	part_id INTEGER NOT NULL, 
	role VARCHAR(24) NOT NULL, 
	weight DOUBLE NOT NULL, 
	CONSTRAINT pk_measure_part PRIMARY KEY (team_id, measure_id, part_id, role), 
	CONSTRAINT fk_measure_part_team_id_measure_id_measure FOREIGN KEY(team_id, measure_id) REFERENCES measure (team_id, id), 
	CONSTRAINT fk_measure_part_team_id_part_id_measure FOREIGN KEY(team_id, part_id) REFERENCES measure (team_id, id), 
	CONSTRAINT fk_measure_part_team_id_team FOREIGN KEY(team_id) REFERENCES team (id)
);
CREATE TABLE member (
	team_id INTEGER NOT NULL, 
	id INTEGER NOT NULL, 
	name VARCHAR(80) NOT NULL, 
	initials VARCHAR(4) NOT NULL, 
	job VARCHAR(60) NOT NULL, 
	"left" BOOLEAN NOT NULL, 
	version INTEGER NOT NULL, 
	CONSTRAINT pk_member PRIMARY KEY (team_id, id), 
	CONSTRAINT fk_member_team_id_team FOREIGN KEY(team_id) REFERENCES team (id), 
	CONSTRAINT uq_member_team_id_initials UNIQUE (team_id, initials)
);
INSERT INTO "member" VALUES(1,2,'Jo Douglas','JD','',0,1);
INSERT INTO "member" VALUES(2,2,'Jo Douglas','JD','',0,1);
CREATE TABLE organisation (
	id INTEGER NOT NULL, 
	name VARCHAR(120) NOT NULL, 
	is_demo BOOLEAN NOT NULL, 
	CONSTRAINT pk_organisation PRIMARY KEY (id), 
	CONSTRAINT uq_organisation_name UNIQUE (name)
);
INSERT INTO "organisation" VALUES(1,'NHS Highland',0);
CREATE TABLE pairing (
	code VARCHAR(8) NOT NULL, 
	token_hash VARCHAR(64) NOT NULL, 
	asked_at DATETIME NOT NULL, 
	CONSTRAINT pk_pairing PRIMARY KEY (code), 
	CONSTRAINT uq_pairing_token_hash UNIQUE (token_hash)
);
CREATE TABLE pdsa_cycle (
	team_id INTEGER NOT NULL, 
	id INTEGER NOT NULL, 
	project_id INTEGER NOT NULL, 
	number INTEGER NOT NULL, 
	step VARCHAR(24) NOT NULL, 
	started_on DATE NOT NULL, 
	"plan" TEXT NOT NULL, 
	prediction TEXT NOT NULL, 
	saw TEXT NOT NULL, 
	learned TEXT NOT NULL, 
	decision VARCHAR(24), 
	version INTEGER NOT NULL, 
	CONSTRAINT pk_pdsa_cycle PRIMARY KEY (team_id, id), 
	CONSTRAINT fk_pdsa_cycle_team_id_project_id_project FOREIGN KEY(team_id, project_id) REFERENCES project (team_id, id), 
	CONSTRAINT fk_pdsa_cycle_team_id_team FOREIGN KEY(team_id) REFERENCES team (id), 
	CONSTRAINT uq_pdsa_cycle_team_id_project_id_number UNIQUE (team_id, project_id, number)
);
INSERT INTO "pdsa_cycle" VALUES(2,28,23,1,'study','2026-11-18','One bay','Fewer','','',NULL,3);
INSERT INTO "pdsa_cycle" VALUES(2,31,23,2,'plan','2026-11-18','One bay','Fewer','','',NULL,1);
INSERT INTO "pdsa_cycle" VALUES(2,86,59,1,'plan','2026-11-18','One bay','Fewer','','',NULL,1);
CREATE TABLE peer_question (
	team_id INTEGER NOT NULL, 
	id INTEGER NOT NULL, 
	project_id INTEGER, 
	text TEXT NOT NULL, 
	author VARCHAR(80) NOT NULL, 
	asked_on DATE NOT NULL, 
	answer TEXT NOT NULL, 
	answered_by VARCHAR(80) NOT NULL, 
	answered_on DATE, 
	removed BOOLEAN NOT NULL, 
	version INTEGER NOT NULL, 
	CONSTRAINT pk_peer_question PRIMARY KEY (team_id, id), 
	CONSTRAINT fk_peer_question_team_id_project_id_project FOREIGN KEY(team_id, project_id) REFERENCES project (team_id, id), 
	CONSTRAINT fk_peer_question_team_id_team FOREIGN KEY(team_id) REFERENCES team (id)
);
CREATE TABLE pin (
	team_id INTEGER NOT NULL, 
	pin_hash VARCHAR(200) NOT NULL, 
	set_at DATETIME NOT NULL, 
	version INTEGER NOT NULL, 
	CONSTRAINT pk_pin PRIMARY KEY (team_id), 
	CONSTRAINT fk_pin_team_id_team FOREIGN KEY(team_id) REFERENCES team (id)
);
CREATE TABLE "project" (
	team_id INTEGER NOT NULL, 
	id INTEGER NOT NULL, 
	title VARCHAR(60) NOT NULL, 
	aim TEXT NOT NULL, 
	change_idea TEXT NOT NULL, 
	next_step TEXT NOT NULL, 
	blocked_reason VARCHAR(200) NOT NULL, 
	benefit VARCHAR(40) NOT NULL, 
	holds_when VARCHAR(200) NOT NULL, 
	votes INTEGER NOT NULL, 
	owner_id INTEGER, 
	removed BOOLEAN NOT NULL, 
	version INTEGER NOT NULL, 
	aim_for VARCHAR(80) DEFAULT ('') NOT NULL, 
	aim_by DATE, 
	theme VARCHAR(40) DEFAULT ('') NOT NULL, 
	public BOOLEAN DEFAULT 0 NOT NULL, scheme_state VARCHAR(24) DEFAULT 'active' NOT NULL, origin_team_id INTEGER, origin_project_id INTEGER, 
	CONSTRAINT pk_project PRIMARY KEY (team_id, id), 
	CONSTRAINT fk_project_team_id_owner_id_member FOREIGN KEY(team_id, owner_id) REFERENCES member (team_id, id), 
	CONSTRAINT fk_project_team_id_team FOREIGN KEY(team_id) REFERENCES team (id)
);
INSERT INTO "project" VALUES(2,23,'Project 0.7651622413262759','','','','Estates','','We saw enough',0,NULL,0,3,'',NULL,'',0,'active',NULL,NULL);
INSERT INTO "project" VALUES(2,59,'Project 0.5418630314898528','','','','Estates','','',0,NULL,0,2,'',NULL,'',0,'active',NULL,NULL);
INSERT INTO "project" VALUES(2,102,'Project 0.18389230890110597','','','','','','',0,NULL,0,1,'',NULL,'',0,'active',NULL,NULL);
INSERT INTO "project" VALUES(2,114,'Project 0.018527280720823103','','','','','','',0,NULL,0,1,'',NULL,'',0,'active',NULL,NULL);
INSERT INTO "project" VALUES(2,121,'Project 0.8766519477681275','','','','','','',0,NULL,0,1,'',NULL,'',0,'active',NULL,NULL);
CREATE TABLE project_measure (
	team_id INTEGER NOT NULL, 
	project_id INTEGER NOT NULL, 
	measure_id INTEGER NOT NULL, 
	role VARCHAR(24) NOT NULL, 
	CONSTRAINT pk_project_measure PRIMARY KEY (team_id, project_id, measure_id), 
	CONSTRAINT fk_project_measure_team_id_measure_id_measure FOREIGN KEY(team_id, measure_id) REFERENCES measure (team_id, id), 
	CONSTRAINT fk_project_measure_team_id_project_id_project FOREIGN KEY(team_id, project_id) REFERENCES project (team_id, id), 
	CONSTRAINT fk_project_measure_team_id_team FOREIGN KEY(team_id) REFERENCES team (id)
);
INSERT INTO "project_measure" VALUES(2,23,3,'process');
INSERT INTO "project_measure" VALUES(2,59,48,'outcome');
INSERT INTO "project_measure" VALUES(2,102,63,'guard');
INSERT INTO "project_measure" VALUES(2,114,33,'outcome');
INSERT INTO "project_measure" VALUES(2,121,48,'outcome');
CREATE TABLE promise (
	team_id INTEGER NOT NULL, 
	id INTEGER NOT NULL, 
	visit_id INTEGER NOT NULL, 
	text VARCHAR(200) NOT NULL, 
	"by" DATE, 
	kept_on DATE, 
	removed BOOLEAN NOT NULL, 
	version INTEGER NOT NULL, 
	CONSTRAINT pk_promise PRIMARY KEY (team_id, id), 
	CONSTRAINT fk_promise_team_id_visit_id_visit FOREIGN KEY(team_id, visit_id) REFERENCES visit (team_id, id), 
	CONSTRAINT fk_promise_team_id_team FOREIGN KEY(team_id) REFERENCES team (id)
);
CREATE TABLE quality_impact (
	team_id INTEGER NOT NULL, 
	project_id INTEGER NOT NULL, 
	safety TEXT NOT NULL, 
	quality TEXT NOT NULL, 
	experience TEXT NOT NULL, 
	checked_by VARCHAR(80) NOT NULL, 
	checked_on DATE, 
	version INTEGER NOT NULL, medical_by VARCHAR(80) DEFAULT '' NOT NULL, medical_on DATE, nursing_by VARCHAR(80) DEFAULT '' NOT NULL, nursing_on DATE, medical_account_id INTEGER, medical_recorded_by VARCHAR(80) DEFAULT '' NOT NULL, nursing_account_id INTEGER, nursing_recorded_by VARCHAR(80) DEFAULT '' NOT NULL, 
	CONSTRAINT pk_quality_impact PRIMARY KEY (team_id, project_id), 
	CONSTRAINT fk_quality_impact_team_id_project_id_project FOREIGN KEY(team_id, project_id) REFERENCES project (team_id, id), 
	CONSTRAINT fk_quality_impact_team_id_team FOREIGN KEY(team_id) REFERENCES team (id)
);
CREATE TABLE rebase (
	team_id INTEGER NOT NULL, 
	id INTEGER NOT NULL, 
	measure_id INTEGER NOT NULL, 
	week DATE NOT NULL, 
	reason VARCHAR(200) NOT NULL, 
	removed BOOLEAN NOT NULL, 
	CONSTRAINT pk_rebase PRIMARY KEY (team_id, id), 
	CONSTRAINT fk_rebase_team_id_measure_id_measure FOREIGN KEY(team_id, measure_id) REFERENCES measure (team_id, id), 
	CONSTRAINT fk_rebase_team_id_team FOREIGN KEY(team_id) REFERENCES team (id)
);
INSERT INTO "rebase" VALUES(2,120,63,'2026-08-16','A new ward',0);
INSERT INTO "rebase" VALUES(2,124,3,'2026-09-27','A new ward',0);
CREATE TABLE receipt (
	team_id INTEGER NOT NULL, 
	"key" VARCHAR(64) NOT NULL, 
	row_id INTEGER NOT NULL, 
	at DATETIME NOT NULL, 
	CONSTRAINT pk_receipt PRIMARY KEY (team_id, "key"), 
	CONSTRAINT fk_receipt_team_id_team FOREIGN KEY(team_id) REFERENCES team (id)
);
CREATE TABLE "report" (
	id INTEGER NOT NULL, 
	team_id INTEGER NOT NULL, 
	kind VARCHAR(24) NOT NULL, 
	audience VARCHAR(24) NOT NULL, 
	state VARCHAR(24) NOT NULL, 
	title VARCHAR(160) NOT NULL, 
	day DATE NOT NULL, 
	teams TEXT NOT NULL, 
	slot VARCHAR(40), 
	mail BOOLEAN NOT NULL, 
	asked_at DATETIME NOT NULL, 
	asked_by VARCHAR(80) NOT NULL, 
	asked_key VARCHAR(80) NOT NULL, 
	done INTEGER NOT NULL, 
	"of" INTEGER NOT NULL, 
	beat_at DATETIME, 
	made_at DATETIME, 
	revision INTEGER NOT NULL, 
	CONSTRAINT pk_report PRIMARY KEY (team_id, id), 
	CONSTRAINT fk_report_team_id_team FOREIGN KEY(team_id) REFERENCES team (id), 
	CONSTRAINT uq_report_team_id_slot UNIQUE (team_id, slot)
);
CREATE TABLE "report_file" (
	report_id INTEGER NOT NULL, 
	format VARCHAR(24) NOT NULL, 
	content BLOB NOT NULL, 
	team_id INTEGER NOT NULL, 
	CONSTRAINT pk_report_file PRIMARY KEY (team_id, report_id, format), 
	CONSTRAINT fk_report_file_team_id_team FOREIGN KEY(team_id) REFERENCES team (id), 
	CONSTRAINT fk_report_file_team_id_report_id_report FOREIGN KEY(team_id, report_id) REFERENCES report (team_id, id)
);
CREATE TABLE schedule (
	team_id INTEGER NOT NULL, 
	id INTEGER NOT NULL, 
	kind VARCHAR(24) NOT NULL, 
	audience VARCHAR(24) NOT NULL, 
	weekday INTEGER NOT NULL, 
	at TIME NOT NULL, 
	mail BOOLEAN DEFAULT 0 NOT NULL, 
	since DATE NOT NULL, 
	removed BOOLEAN NOT NULL, 
	version INTEGER NOT NULL, 
	CONSTRAINT pk_schedule PRIMARY KEY (team_id, id), 
	CONSTRAINT fk_schedule_team_id_team FOREIGN KEY(team_id) REFERENCES team (id)
);
CREATE TABLE secret (
	name VARCHAR(24) NOT NULL, 
	value VARCHAR(128) NOT NULL, 
	CONSTRAINT pk_secret PRIMARY KEY (name)
);
CREATE TABLE sign_in (
	id INTEGER NOT NULL, 
	token_hash VARCHAR(64) NOT NULL, 
	account_id INTEGER, 
	team_id INTEGER, 
	member_id INTEGER, 
	computer_id INTEGER, 
	browser VARCHAR(120) NOT NULL, 
	started_at DATETIME NOT NULL, 
	seen_at DATETIME NOT NULL, 
	ended_at DATETIME, 
	CONSTRAINT pk_sign_in PRIMARY KEY (id), 
	CONSTRAINT fk_sign_in_account_id_account FOREIGN KEY(account_id) REFERENCES account (id), 
	CONSTRAINT fk_sign_in_team_id_team FOREIGN KEY(team_id) REFERENCES team (id), 
	CONSTRAINT uq_sign_in_token_hash UNIQUE (token_hash)
);
CREATE TABLE site (
	id INTEGER NOT NULL, 
	organisation_id INTEGER NOT NULL, 
	name VARCHAR(120) NOT NULL, 
	CONSTRAINT pk_site PRIMARY KEY (id), 
	CONSTRAINT fk_site_organisation_id_organisation FOREIGN KEY(organisation_id) REFERENCES organisation (id), 
	CONSTRAINT uq_site_organisation_id_name UNIQUE (organisation_id, name)
);
INSERT INTO "site" VALUES(1,1,'Raigmore Hospital');
CREATE TABLE source (
	id INTEGER NOT NULL, 
	name VARCHAR(60) NOT NULL, 
	token_hash VARCHAR(64) NOT NULL, 
	may_read BOOLEAN DEFAULT 0 NOT NULL, 
	may_write BOOLEAN DEFAULT 0 NOT NULL, 
	site_id INTEGER, 
	organisation_id INTEGER, 
	measures TEXT NOT NULL, 
	expires_on DATE NOT NULL, 
	made_by VARCHAR(80) NOT NULL, 
	made_at DATETIME NOT NULL, 
	withdrawn_by VARCHAR(80) NOT NULL, 
	withdrawn_at DATETIME, 
	last_used_at DATETIME, 
	CONSTRAINT pk_source PRIMARY KEY (id), 
	CONSTRAINT uq_source_token_hash UNIQUE (token_hash), 
	CONSTRAINT fk_source_site_id_site FOREIGN KEY(site_id) REFERENCES site (id), 
	CONSTRAINT fk_source_organisation_id_organisation FOREIGN KEY(organisation_id) REFERENCES organisation (id)
);
CREATE TABLE source_team (
	team_id INTEGER NOT NULL, 
	source_id INTEGER NOT NULL, 
	name VARCHAR(60) NOT NULL, 
	may_read BOOLEAN DEFAULT 0 NOT NULL, 
	may_write BOOLEAN DEFAULT 0 NOT NULL, 
	version INTEGER NOT NULL, 
	CONSTRAINT pk_source_team PRIMARY KEY (team_id, source_id), 
	CONSTRAINT fk_source_team_team_id_team FOREIGN KEY(team_id) REFERENCES team (id), 
	CONSTRAINT fk_source_team_source_id_source FOREIGN KEY(source_id) REFERENCES source (id)
);
CREATE TABLE stage_move (
	team_id INTEGER NOT NULL, 
	id INTEGER NOT NULL, 
	project_id INTEGER NOT NULL, 
	from_stage VARCHAR(24), 
	to_stage VARCHAR(24) NOT NULL, 
	moved_on DATE NOT NULL, 
	reason VARCHAR(200) NOT NULL, 
	CONSTRAINT pk_stage_move PRIMARY KEY (team_id, id), 
	CONSTRAINT fk_stage_move_team_id_project_id_project FOREIGN KEY(team_id, project_id) REFERENCES project (team_id, id), 
	CONSTRAINT fk_stage_move_team_id_team FOREIGN KEY(team_id) REFERENCES team (id)
);
INSERT INTO "stage_move" VALUES(2,24,23,NULL,'idea','2026-11-18','');
INSERT INTO "stage_move" VALUES(2,26,23,'idea','parked','2026-11-18','We saw enough');
INSERT INTO "stage_move" VALUES(2,30,23,'parked','stopped','2026-11-18','We saw enough');
INSERT INTO "stage_move" VALUES(2,53,23,'stopped','embedded','2026-11-18','We saw enough');
INSERT INTO "stage_move" VALUES(2,60,59,NULL,'idea','2026-11-18','');
INSERT INTO "stage_move" VALUES(2,80,59,'idea','stopped','2026-11-18','We saw enough');
INSERT INTO "stage_move" VALUES(2,103,102,NULL,'idea','2026-11-18','');
INSERT INTO "stage_move" VALUES(2,115,114,NULL,'idea','2026-11-18','');
INSERT INTO "stage_move" VALUES(2,122,121,NULL,'idea','2026-11-18','');
CREATE TABLE story (
	team_id INTEGER NOT NULL, 
	id INTEGER NOT NULL, 
	project_id INTEGER NOT NULL, 
	heading VARCHAR(120) NOT NULL, 
	text TEXT NOT NULL, 
	quote TEXT NOT NULL, 
	quote_by VARCHAR(80) NOT NULL, 
	published_on DATE, 
	removed BOOLEAN NOT NULL, 
	version INTEGER NOT NULL, 
	CONSTRAINT pk_story PRIMARY KEY (team_id, id), 
	CONSTRAINT fk_story_team_id_project_id_project FOREIGN KEY(team_id, project_id) REFERENCES project (team_id, id), 
	CONSTRAINT fk_story_team_id_team FOREIGN KEY(team_id) REFERENCES team (id)
);
CREATE TABLE "team" (
	id INTEGER NOT NULL, 
	site_id INTEGER NOT NULL, 
	parent_id INTEGER, 
	slug VARCHAR(60) NOT NULL, 
	name VARCHAR(60) NOT NULL, 
	vision VARCHAR(200) NOT NULL, 
	timezone VARCHAR(40) NOT NULL, 
	week_ends_on INTEGER NOT NULL, 
	huddle_weekday INTEGER NOT NULL, 
	huddle_time TIME NOT NULL, 
	idea_lane VARCHAR(24) NOT NULL, 
	testing_lane VARCHAR(24) NOT NULL, 
	embedded_lane VARCHAR(24) NOT NULL, 
	testing_limit INTEGER NOT NULL, 
	stuck_after_days INTEGER NOT NULL, 
	version INTEGER NOT NULL, 
	public_words BOOLEAN DEFAULT 0 NOT NULL, 
	programme VARCHAR(60) DEFAULT ('') NOT NULL, 
	wave INTEGER, 
	started_on DATE, 
	paused_on DATE, 
	paused_reason VARCHAR(200) DEFAULT ('') NOT NULL, 
	closed_week DATE, 
	steps_dismissed BOOLEAN DEFAULT 0 NOT NULL, 
	stand_in VARCHAR(200) DEFAULT ('') NOT NULL, 
	shares_tests BOOLEAN DEFAULT 0 NOT NULL, 
	CONSTRAINT pk_team PRIMARY KEY (id), 
	CONSTRAINT fk_team_site_id_site FOREIGN KEY(site_id) REFERENCES site (id), 
	CONSTRAINT uq_team_slug UNIQUE (slug), 
	CONSTRAINT fk_team_parent_id_team FOREIGN KEY(parent_id) REFERENCES team (id)
);
INSERT INTO "team" VALUES(1,1,NULL,'ward-7a','Ward 7A','','Europe/London',6,1,'10:00:00.000000','Ideas','Testing','Embedded',4,42,1,0,'',NULL,NULL,NULL,'',NULL,0,'',0);
INSERT INTO "team" VALUES(2,1,3,'ward-7a-2','Ward 7A','Vision 0.22111948810276805','Europe/London',6,1,'10:00:00.000000','Ideas','Testing','Embedded',3,42,10,0,'',NULL,NULL,'2026-11-18','Moving wards',NULL,0,'',0);
INSERT INTO "team" VALUES(3,1,4,'division','Division','','Europe/London',6,1,'10:00:00.000000','Ideas','Testing','Embedded',4,42,2,0,'',NULL,NULL,NULL,'',NULL,0,'',0);
INSERT INTO "team" VALUES(4,1,NULL,'executive-team','Executive team','','Europe/London',6,1,'10:00:00.000000','Ideas','Testing','Embedded',4,42,1,0,'',NULL,NULL,NULL,'',NULL,0,'',0);
INSERT INTO "team" VALUES(5,1,3,'ward-7b','Ward 7B','','Europe/London',6,1,'10:00:00.000000','Ideas','Testing','Embedded',4,42,2,0,'',NULL,NULL,NULL,'',NULL,0,'',0);
CREATE TABLE team_grant (
	team_id INTEGER NOT NULL, 
	account_id INTEGER NOT NULL, 
	role VARCHAR(24) NOT NULL, 
	may_edit BOOLEAN DEFAULT 0 NOT NULL, 
	version INTEGER NOT NULL, 
	CONSTRAINT pk_team_grant PRIMARY KEY (team_id, account_id, role), 
	CONSTRAINT fk_team_grant_account_id_account FOREIGN KEY(account_id) REFERENCES account (id), 
	CONSTRAINT fk_team_grant_team_id_team FOREIGN KEY(team_id) REFERENCES team (id)
);
CREATE TABLE team_revision (
	team_id INTEGER NOT NULL, 
	revision INTEGER NOT NULL, 
	stamp INTEGER NOT NULL, 
	CONSTRAINT pk_team_revision PRIMARY KEY (team_id), 
	CONSTRAINT fk_team_revision_team_id_team FOREIGN KEY(team_id) REFERENCES team (id)
);
INSERT INTO "team_revision" VALUES(1,4,1062991777868988393);
INSERT INTO "team_revision" VALUES(2,124,2492529916622485971);
INSERT INTO "team_revision" VALUES(3,22,3589012775299120698);
INSERT INTO "team_revision" VALUES(4,5,4318277185923775504);
INSERT INTO "team_revision" VALUES(5,26,61678863786080786);
CREATE TABLE team_summary (
	team_id INTEGER NOT NULL, 
	revision INTEGER NOT NULL, 
	week DATE NOT NULL, 
	build VARCHAR(16) NOT NULL, 
	content JSON NOT NULL, 
	CONSTRAINT pk_team_summary PRIMARY KEY (team_id), 
	CONSTRAINT fk_team_summary_team_id_team FOREIGN KEY(team_id) REFERENCES team (id)
);
CREATE TABLE visit (
	team_id INTEGER NOT NULL, 
	id INTEGER NOT NULL, 
	"on" DATE NOT NULL, 
	occasion VARCHAR(24) NOT NULL, 
	level VARCHAR(24) NOT NULL, 
	author VARCHAR(80) NOT NULL, 
	author_key VARCHAR(60) NOT NULL, 
	asked TEXT NOT NULL, 
	next_step TEXT NOT NULL, 
	private BOOLEAN NOT NULL, 
	removed BOOLEAN NOT NULL, 
	version INTEGER NOT NULL, 
	CONSTRAINT pk_visit PRIMARY KEY (team_id, id), 
	CONSTRAINT fk_visit_team_id_team FOREIGN KEY(team_id) REFERENCES team (id)
);
CREATE INDEX ix_history_team_id_noun_row_key ON history (team_id, noun, row_key);
CREATE UNIQUE INDEX uq_measure_name_in_use ON measure (team_id, name) WHERE NOT removed;
CREATE INDEX ix_sign_in_account_id ON sign_in (account_id);
CREATE INDEX ix_sign_in_team_id ON sign_in (team_id);
CREATE INDEX ix_team_grant_account_id ON team_grant (account_id);
CREATE INDEX ix_escalation_move_to_team_id ON escalation_move (to_team_id);
CREATE INDEX ix_audit_line_at ON audit_line (at);
CREATE INDEX ix_source_team_source_id ON source_team (source_id);
CREATE INDEX ix_team_site_id ON team (site_id);
CREATE INDEX ix_team_parent_id ON team (parent_id);
CREATE INDEX ix_link_team_id ON link (team_id);
CREATE INDEX ix_report_asked_key ON report (asked_key);
CREATE INDEX ix_report_state ON report (state);
CREATE INDEX ix_report_id ON report (id);
COMMIT;
