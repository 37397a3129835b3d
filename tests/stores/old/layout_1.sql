PRAGMA application_id = 1735551860;
PRAGMA user_version = 1;
BEGIN TRANSACTION;
CREATE TABLE actor (
        id INTEGER PRIMARY KEY, slug TEXT NOT NULL UNIQUE, name TEXT NOT NULL, kind TEXT NOT NULL,
        country TEXT, role TEXT, named INTEGER NOT NULL, aliases TEXT NOT NULL
    );
INSERT INTO "actor" VALUES(1,'united-states','United States','country','USA',NULL,1,'["America", "U.S."]');
INSERT INTO "actor" VALUES(2,'azerbaijan','Azerbaijan','country','AZE',NULL,1,'["Baku"]');
INSERT INTO "actor" VALUES(3,'armenia','Armenia','country','ARM',NULL,1,'[]');
INSERT INTO "actor" VALUES(4,'nikol-pashinyan','Nikol Pashinyan','person','ARM','Prime Minister',1,'[]');
INSERT INTO "actor" VALUES(5,'russia','Russia','country','RUS',NULL,1,'["Moscow"]');
INSERT INTO "actor" VALUES(6,'european-union','European Union','organization',NULL,NULL,1,'[]');
INSERT INTO "actor" VALUES(7,'toivo-klaar','Toivo Klaar','person',NULL,NULL,1,'[]');
INSERT INTO "actor" VALUES(8,'israel','Israel','country','ISR',NULL,1,'[]');
CREATE TABLE code (id INTEGER PRIMARY KEY, value TEXT NOT NULL UNIQUE);
INSERT INTO "code" VALUES(1,'["02", "REQUEST", 3.0]');
INSERT INTO "code" VALUES(2,'["0231", "REQUEST", 3.0]');
INSERT INTO "code" VALUES(3,'[null, null, null]');
CREATE TABLE document (
        id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, title TEXT, date TEXT, url TEXT
    );
INSERT INTO "document" VALUES(1,'d1','Fighting erupts','2020-09-29','https://example.org/1');
INSERT INTO "document" VALUES(2,'d2','Talks','2020-11-10',NULL);
INSERT INTO "document" VALUES(3,'d3',NULL,NULL,NULL);
CREATE TABLE edge (
        id INTEGER PRIMARY KEY, source INTEGER NOT NULL, target INTEGER NOT NULL,
        relation INTEGER NOT NULL, negated INTEGER NOT NULL, said INTEGER NOT NULL,
        n INTEGER NOT NULL
    );
INSERT INTO "edge" VALUES(1,1,2,1,0,0,2);
INSERT INTO "edge" VALUES(2,3,2,2,0,4,1);
INSERT INTO "edge" VALUES(3,2,3,3,0,0,1);
INSERT INTO "edge" VALUES(4,4,3,4,0,0,1);
INSERT INTO "edge" VALUES(5,4,5,5,0,0,1);
INSERT INTO "edge" VALUES(6,2,5,6,0,0,1);
INSERT INTO "edge" VALUES(7,6,3,1,1,0,1);
INSERT INTO "edge" VALUES(8,6,3,1,0,0,1);
INSERT INTO "edge" VALUES(9,7,6,7,0,0,1);
INSERT INTO "edge" VALUES(10,8,2,8,0,0,1);
CREATE TABLE evidence (
        id INTEGER PRIMARY KEY, document INTEGER NOT NULL, statement TEXT NOT NULL,
        mark BLOB NOT NULL, edge INTEGER NOT NULL, source INTEGER NOT NULL,
        relation INTEGER NOT NULL, target INTEGER NOT NULL, negated INTEGER NOT NULL, date TEXT,
        code INTEGER NOT NULL, sentence INTEGER NOT NULL, predicate TEXT NOT NULL,
        modality TEXT NOT NULL, confidence REAL NOT NULL, swapped INTEGER NOT NULL,
        source_form INTEGER NOT NULL, target_form INTEGER NOT NULL, said_form INTEGER NOT NULL,
        source_start INTEGER NOT NULL, source_end INTEGER NOT NULL,
        target_start INTEGER NOT NULL, target_end INTEGER NOT NULL,
        trigger_start INTEGER NOT NULL, trigger_end INTEGER NOT NULL,
        UNIQUE (document, statement)
    );
INSERT INTO "evidence" VALUES(1,1,'d1-0-urges-united-states-azerbaijan',X'9F6CD9275912F08B',1,1,1,2,0,'2020-09-28',1,1,'urges','asserted',0.75,0,1,2,0,0,1,2,3,1,2);
INSERT INTO "evidence" VALUES(2,1,'d1-100-urges-united-states-azerbaijan',X'06AC999E7ACAB507',1,1,1,2,0,'2020-10-02',2,2,'urges','asserted',0.75,0,1,2,0,100,101,102,103,101,102);
INSERT INTO "evidence" VALUES(3,1,'d1-200-accuses-armenia-azerbaijan',X'4769ECAC710E6C31',2,3,2,2,0,'2020-09-28',1,3,'accuses','asserted',0.75,0,3,2,4,200,201,202,203,201,202);
INSERT INTO "evidence" VALUES(4,1,'d1-300-denies-azerbaijan-armenia',X'D2D5EF5CA2924B1E',3,2,3,3,0,'2020-09-29',1,4,'denies','asserted',0.75,0,2,3,0,300,301,302,303,301,302);
INSERT INTO "evidence" VALUES(5,1,'d1-400-leads-nikol-pashinyan-armenia',X'5ECB00EC353127E4',4,4,4,3,0,NULL,3,5,'leads','asserted',0.75,0,4,3,0,400,401,402,403,401,402);
INSERT INTO "evidence" VALUES(6,2,'d2-0-requests-nikol-pashinyan-russia',X'8AE47C44D2A76005',5,4,5,5,0,'2020-10-31',1,6,'requests','asserted',0.75,0,4,5,0,0,1,2,3,1,2);
INSERT INTO "evidence" VALUES(7,2,'d2-100-meets-russia-azerbaijan',X'BF8539836EC51A0A',6,2,6,5,0,'2020-11-09',1,7,'meets','asserted',0.75,1,5,2,0,100,101,102,103,101,102);
INSERT INTO "evidence" VALUES(8,2,'d2-200-urges-european-union-armenia',X'1FC530C93BE262AA',7,6,1,3,1,'2020-10-01',1,8,'urges','asserted',0.75,0,6,3,0,200,201,202,203,201,202);
INSERT INTO "evidence" VALUES(9,2,'d2-300-urges-european-union-armenia',X'FB4BAAC10AC20AE5',8,6,1,3,0,'2020-10-03',1,9,'urges','reported',0.75,0,6,3,0,300,301,302,303,301,302);
INSERT INTO "evidence" VALUES(10,3,'d3-0-represents-toivo-klaar-european-union',X'E807EA7BC1229CC9',9,7,7,6,0,NULL,3,10,'represents','asserted',0.75,0,7,6,0,0,1,2,3,1,2);
INSERT INTO "evidence" VALUES(11,3,'d3-100-open-israel-azerbaijan',X'228384ACB9C0E2B4',10,8,8,2,0,NULL,3,11,'sell drone','asserted',0.75,0,8,2,0,100,101,102,103,101,102);
CREATE TABLE form (
        id INTEGER PRIMARY KEY, actor INTEGER NOT NULL, value TEXT NOT NULL, n INTEGER NOT NULL,
        UNIQUE (actor, value)
    );
INSERT INTO "form" VALUES(1,1,'["United States", "country", "USA", null, true, ["America", "U.S."]]',2);
INSERT INTO "form" VALUES(2,2,'["Azerbaijan", "country", "AZE", null, true, ["Baku"]]',6);
INSERT INTO "form" VALUES(3,3,'["Armenia", "country", "ARM", null, true, []]',5);
INSERT INTO "form" VALUES(4,4,'["Nikol Pashinyan", "person", "ARM", "Prime Minister", true, []]',3);
INSERT INTO "form" VALUES(5,5,'["Russia", "country", "RUS", null, true, ["Moscow"]]',2);
INSERT INTO "form" VALUES(6,6,'["European Union", "organization", null, null, true, []]',3);
INSERT INTO "form" VALUES(7,7,'["Toivo Klaar", "person", null, null, true, []]',1);
INSERT INTO "form" VALUES(8,8,'["Israel", "country", "ISR", null, true, []]',1);
CREATE TABLE name (
        key TEXT NOT NULL, actor INTEGER NOT NULL, rank INTEGER NOT NULL, PRIMARY KEY (key, actor)
    ) WITHOUT ROWID;
INSERT INTO "name" VALUES('america',1,1);
INSERT INTO "name" VALUES('arm',3,2);
INSERT INTO "name" VALUES('armenia',3,0);
INSERT INTO "name" VALUES('aze',2,2);
INSERT INTO "name" VALUES('azerbaijan',2,0);
INSERT INTO "name" VALUES('baku',2,1);
INSERT INTO "name" VALUES('eu',6,2);
INSERT INTO "name" VALUES('european union',6,0);
INSERT INTO "name" VALUES('isr',8,2);
INSERT INTO "name" VALUES('israel',8,0);
INSERT INTO "name" VALUES('klaar',7,2);
INSERT INTO "name" VALUES('moscow',5,1);
INSERT INTO "name" VALUES('nikol pashinyan',4,0);
INSERT INTO "name" VALUES('pashinyan',4,2);
INSERT INTO "name" VALUES('rus',5,2);
INSERT INTO "name" VALUES('russia',5,0);
INSERT INTO "name" VALUES('toivo klaar',7,0);
INSERT INTO "name" VALUES('united states',1,0);
INSERT INTO "name" VALUES('us',1,1);
INSERT INTO "name" VALUES('usa',1,2);
CREATE TABLE pair (
        a INTEGER NOT NULL, b INTEGER NOT NULL,
        n INTEGER NOT NULL, ab INTEGER NOT NULL, ba INTEGER NOT NULL,
        o_n INTEGER NOT NULL, o_ab INTEGER NOT NULL, o_ba INTEGER NOT NULL,
        PRIMARY KEY (a, b)
    ) WITHOUT ROWID;
INSERT INTO "pair" VALUES(1,2,2,2,0,0,0,0);
INSERT INTO "pair" VALUES(2,1,2,0,2,0,0,0);
INSERT INTO "pair" VALUES(2,3,2,1,1,0,0,0);
INSERT INTO "pair" VALUES(2,5,1,1,1,0,0,0);
INSERT INTO "pair" VALUES(2,8,0,0,0,1,0,1);
INSERT INTO "pair" VALUES(3,2,2,1,1,0,0,0);
INSERT INTO "pair" VALUES(3,4,1,0,1,0,0,0);
INSERT INTO "pair" VALUES(3,6,2,0,2,0,0,0);
INSERT INTO "pair" VALUES(4,3,1,1,0,0,0,0);
INSERT INTO "pair" VALUES(4,5,1,1,0,0,0,0);
INSERT INTO "pair" VALUES(5,2,1,1,1,0,0,0);
INSERT INTO "pair" VALUES(5,4,1,0,1,0,0,0);
INSERT INTO "pair" VALUES(6,3,2,2,0,0,0,0);
INSERT INTO "pair" VALUES(6,7,1,0,1,0,0,0);
INSERT INTO "pair" VALUES(7,6,1,1,0,0,0,0);
INSERT INTO "pair" VALUES(8,2,0,0,0,1,1,0);
CREATE TABLE relation (
        id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, kind TEXT NOT NULL,
        symmetric INTEGER NOT NULL, edges INTEGER NOT NULL, evidence INTEGER NOT NULL
    );
INSERT INTO "relation" VALUES(1,'urges','event',0,3,4);
INSERT INTO "relation" VALUES(2,'accuses','event',0,1,1);
INSERT INTO "relation" VALUES(3,'denies','event',0,1,1);
INSERT INTO "relation" VALUES(4,'leads','state',0,1,1);
INSERT INTO "relation" VALUES(5,'requests','event',0,1,1);
INSERT INTO "relation" VALUES(6,'meets','event',1,1,1);
INSERT INTO "relation" VALUES(7,'represents','state',0,1,1);
INSERT INTO "relation" VALUES(8,'open','open',0,1,1);
CREATE TABLE sentence (
        id INTEGER PRIMARY KEY, document INTEGER NOT NULL, first INTEGER NOT NULL,
        last INTEGER NOT NULL, text TEXT NOT NULL
    );
INSERT INTO "sentence" VALUES(1,1,0,35,'United States urges Azerbaijan (0).');
INSERT INTO "sentence" VALUES(2,1,100,137,'United States urges Azerbaijan (100).');
INSERT INTO "sentence" VALUES(3,1,200,233,'Armenia accuses Azerbaijan (200).');
INSERT INTO "sentence" VALUES(4,1,300,332,'Azerbaijan denies Armenia (300).');
INSERT INTO "sentence" VALUES(5,1,400,436,'Nikol Pashinyan leads Armenia (400).');
INSERT INTO "sentence" VALUES(6,2,0,36,'Nikol Pashinyan requests Russia (0).');
INSERT INTO "sentence" VALUES(7,2,100,130,'Russia meets Azerbaijan (100).');
INSERT INTO "sentence" VALUES(8,2,200,235,'European Union urges Armenia (200).');
INSERT INTO "sentence" VALUES(9,2,300,335,'European Union urges Armenia (300).');
INSERT INTO "sentence" VALUES(10,3,0,42,'Toivo Klaar represents European Union (0).');
INSERT INTO "sentence" VALUES(11,3,100,129,'Israel open Azerbaijan (100).');
CREATE INDEX name_actor ON name (actor);
CREATE UNIQUE INDEX edge_key ON edge (source, target, relation, negated, said);
CREATE INDEX edge_target ON edge (target);
CREATE INDEX edge_said ON edge (said, n) WHERE said != 0;
CREATE INDEX sentence_document ON sentence (document, first);
CREATE INDEX evidence_edge ON evidence (edge, date, code);
CREATE INDEX evidence_out ON evidence (source, relation, date, target, negated);
CREATE INDEX evidence_in ON evidence (target, relation, date, source, negated);
COMMIT;
