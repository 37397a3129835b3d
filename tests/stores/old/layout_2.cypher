// A graph for Neo4j 5.26 or newer: cypher-shell --file THIS
// Every actor once; also the way by which all queries enter the graph.
CREATE CONSTRAINT graphkit_actor IF NOT EXISTS
FOR (a:GraphkitActor) REQUIRE a.id IS UNIQUE;
// Display names, folded: how a typed name finds its actor.
CREATE INDEX graphkit_name IF NOT EXISTS
FOR (a:GraphkitActor) ON (a.folded);
CREATE CONSTRAINT graphkit_document IF NOT EXISTS
FOR (d:GraphkitDocument) REQUIRE d.id IS UNIQUE;
CREATE CONSTRAINT graphkit_relation IF NOT EXISTS
FOR (n:GraphkitRelation) REQUIRE n.name IS UNIQUE;
CREATE CONSTRAINT graphkit_graph IF NOT EXISTS
FOR (g:GraphkitGraph) REQUIRE g.name IS UNIQUE;
UNWIND [{name: 'graphkit', layout: 2}] AS row
MERGE (n:GraphkitGraph {name: row.name})
SET n += row;
UNWIND [{id: 'd1', name: 'Fighting erupts', title: 'Fighting erupts', date: '2020-09-29', url: 'https://example.org/1', evidence: ['06ac999e7acab507 4735bdc6826e460154eb URGES d1-100-urges-united-states-azerbaijan', '4769ecac710e6c31 0a4c974c64ee3d9d48b4 ACCUSES d1-200-accuses-armenia-azerbaijan', '5ecb00ec353127e4 eb81010648c4a6523309 LEADS d1-400-leads-nikol-pashinyan-armenia', '9f6cd9275912f08b 4735bdc6826e460154eb URGES d1-0-urges-united-states-azerbaijan', 'd2d5ef5ca2924b1e 150de2837c9de959c80c DENIES d1-300-denies-azerbaijan-armenia']}, {id: 'd2', name: 'Talks', title: 'Talks', date: '2020-11-10', evidence: ['1fc530c93be262aa 2bfd23d7d2386fb768d3 URGES d2-200-urges-european-union-armenia', '8ae47c44d2a76005 a1e8282031df58505db7 REQUESTS d2-0-requests-nikol-pashinyan-russia', 'bf8539836ec51a0a 17f38d29a99ab9564a6e MEETS d2-100-meets-russia-azerbaijan', 'fb4baac10ac20ae5 f375d44379ed265201d4 URGES d2-300-urges-european-union-armenia']}, {id: 'd3', name: 'd3', evidence: ['228384acb9c0e2b4 b1d07af693ab25efbdb2 OPEN d3-100-open-israel-azerbaijan', 'e807ea7bc1229cc9 1e5d22169726eb38b4b0 REPRESENTS d3-0-represents-toivo-klaar-european-union']}] AS row
MERGE (n:GraphkitDocument {id: row.id})
SET n += row;
UNWIND [{name: 'accuses', kind: 'event', symmetric: false, edges: 1, evidence: 1}, {name: 'denies', kind: 'event', symmetric: false, edges: 1, evidence: 1}, {name: 'leads', kind: 'state', symmetric: false, edges: 1, evidence: 1}, {name: 'meets', kind: 'event', symmetric: true, edges: 1, evidence: 1}, {name: 'open', kind: 'open', symmetric: false, edges: 1, evidence: 1}, {name: 'represents', kind: 'state', symmetric: false, edges: 1, evidence: 1}, {name: 'requests', kind: 'event', symmetric: false, edges: 1, evidence: 1}, {name: 'urges', kind: 'event', symmetric: false, edges: 3, evidence: 4}] AS row
MERGE (n:GraphkitRelation {name: row.name})
SET n += row;
UNWIND [{id: 'armenia', name: 'Armenia', kind: 'country', country: 'ARM', named: true, aliases: [], folded: 'armenia', keys: ['arm', 'armenia'], forms: ['["Armenia", "country", "ARM", null, true, []]'], form_counts: [5], says: 0}, {id: 'azerbaijan', name: 'Azerbaijan', kind: 'country', country: 'AZE', named: true, aliases: ['Baku'], folded: 'azerbaijan', keys: ['aze', 'azerbaijan', 'baku'], forms: ['["Azerbaijan", "country", "AZE", null, true, ["Baku"]]'], form_counts: [6], says: 0}, {id: 'israel', name: 'Israel', kind: 'country', country: 'ISR', named: true, aliases: [], folded: 'israel', keys: ['isr', 'israel'], forms: ['["Israel", "country", "ISR", null, true, []]'], form_counts: [1], says: 0}, {id: 'russia', name: 'Russia', kind: 'country', country: 'RUS', named: true, aliases: ['Moscow'], folded: 'russia', keys: ['moscow', 'rus', 'russia'], forms: ['["Russia", "country", "RUS", null, true, ["Moscow"]]'], form_counts: [2], says: 0}, {id: 'united-states', name: 'United States', kind: 'country', country: 'USA', named: true, aliases: ['America', 'U.S.'], folded: 'united states', keys: ['america', 'united states', 'us', 'usa'], forms: ['["United States", "country", "USA", null, true, ["America", "U.S."]]'], form_counts: [2], says: 0}] AS row
MERGE (n:GraphkitActor {id: row.id})
SET n:Actor:Country, n += row;
UNWIND [{id: 'european-union', name: 'European Union', kind: 'organization', named: true, aliases: [], folded: 'european union', keys: ['eu', 'european union'], forms: ['["European Union", "organization", null, null, true, []]'], form_counts: [3], says: 0}] AS row
MERGE (n:GraphkitActor {id: row.id})
SET n:Actor:Organization, n += row;
UNWIND [{id: 'nikol-pashinyan', name: 'Nikol Pashinyan', kind: 'person', country: 'ARM', role: 'Prime Minister', named: true, aliases: [], folded: 'nikol pashinyan', keys: ['nikol pashinyan', 'pashinyan'], forms: ['["Nikol Pashinyan", "person", "ARM", "Prime Minister", true, []]'], form_counts: [3], says: 1}, {id: 'toivo-klaar', name: 'Toivo Klaar', kind: 'person', named: true, aliases: [], folded: 'toivo klaar', keys: ['klaar', 'toivo klaar'], forms: ['["Toivo Klaar", "person", null, null, true, []]'], form_counts: [1], says: 0}] AS row
MERGE (n:GraphkitActor {id: row.id})
SET n:Actor:Person, n += row;
// One for each relationship type, made when the type is first used. The property has a name of its
// own, so that relationships of others with the same type are never concerned.
CREATE CONSTRAINT `graphkit_ACCUSES` IF NOT EXISTS
FOR ()-[r:`ACCUSES`]-() REQUIRE r.graphkit_id IS UNIQUE;
UNWIND [{source: 'armenia', target: 'azerbaijan', properties: {relation: 'accuses', kind: 'event', symmetric: false, graphkit_id: '0a4c974c64ee3d9d48b4', negated: false, attributed_to: 'nikol-pashinyan', cameo: '02', plover: 'REQUEST', goldstein: 3.0, count: 1, first: '2020-09-28', last: '2020-09-28', confidences: [0.75], documents: ['d1'], dates: ['2020-09-28'], sentences: ['Armenia accuses Azerbaijan (200).'], statements: ['{"id":"d1-200-accuses-armenia-azerbaijan","predicate":"accuses","modality":"asserted","confidence":0.75,"sentence":[200,233],"source":[200,201],"target":[202,203],"trigger":[201,202],"codes":["02","REQUEST",3.0],"swapped":false,"wordings":["f8022891eef9","76c26bfd2d21","4e9c14f4e055"]}']}}] AS row
MATCH (a:GraphkitActor {id: row.source})
MATCH (b:GraphkitActor {id: row.target})
MERGE (a)-[r:`ACCUSES` {graphkit_id: row.properties.graphkit_id}]->(b)
SET r += row.properties;
// One for each relationship type, made when the type is first used. The property has a name of its
// own, so that relationships of others with the same type are never concerned.
CREATE CONSTRAINT `graphkit_DENIES` IF NOT EXISTS
FOR ()-[r:`DENIES`]-() REQUIRE r.graphkit_id IS UNIQUE;
UNWIND [{source: 'azerbaijan', target: 'armenia', properties: {relation: 'denies', kind: 'event', symmetric: false, graphkit_id: '150de2837c9de959c80c', negated: false, cameo: '02', plover: 'REQUEST', goldstein: 3.0, count: 1, first: '2020-09-29', last: '2020-09-29', confidences: [0.75], documents: ['d1'], dates: ['2020-09-29'], sentences: ['Azerbaijan denies Armenia (300).'], statements: ['{"id":"d1-300-denies-azerbaijan-armenia","predicate":"denies","modality":"asserted","confidence":0.75,"sentence":[300,332],"source":[300,301],"target":[302,303],"trigger":[301,302],"codes":["02","REQUEST",3.0],"swapped":false,"wordings":["76c26bfd2d21","f8022891eef9",null]}']}}] AS row
MATCH (a:GraphkitActor {id: row.source})
MATCH (b:GraphkitActor {id: row.target})
MERGE (a)-[r:`DENIES` {graphkit_id: row.properties.graphkit_id}]->(b)
SET r += row.properties;
// One for each relationship type, made when the type is first used. The property has a name of its
// own, so that relationships of others with the same type are never concerned.
CREATE CONSTRAINT `graphkit_MEETS` IF NOT EXISTS
FOR ()-[r:`MEETS`]-() REQUIRE r.graphkit_id IS UNIQUE;
UNWIND [{source: 'azerbaijan', target: 'russia', properties: {relation: 'meets', kind: 'event', symmetric: true, graphkit_id: '17f38d29a99ab9564a6e', negated: false, cameo: '02', plover: 'REQUEST', goldstein: 3.0, count: 1, first: '2020-11-09', last: '2020-11-09', confidences: [0.75], documents: ['d2'], dates: ['2020-11-09'], sentences: ['Russia meets Azerbaijan (100).'], statements: ['{"id":"d2-100-meets-russia-azerbaijan","predicate":"meets","modality":"asserted","confidence":0.75,"sentence":[100,130],"source":[100,101],"target":[102,103],"trigger":[101,102],"codes":["02","REQUEST",3.0],"swapped":true,"wordings":["1bdbeb257bd8","76c26bfd2d21",null]}']}}] AS row
MATCH (a:GraphkitActor {id: row.source})
MATCH (b:GraphkitActor {id: row.target})
MERGE (a)-[r:`MEETS` {graphkit_id: row.properties.graphkit_id}]->(b)
SET r += row.properties;
// One for each relationship type, made when the type is first used. The property has a name of its
// own, so that relationships of others with the same type are never concerned.
CREATE CONSTRAINT `graphkit_REPRESENTS` IF NOT EXISTS
FOR ()-[r:`REPRESENTS`]-() REQUIRE r.graphkit_id IS UNIQUE;
UNWIND [{source: 'toivo-klaar', target: 'european-union', properties: {relation: 'represents', kind: 'state', symmetric: false, graphkit_id: '1e5d22169726eb38b4b0', negated: false, count: 1, confidences: [0.75], documents: ['d3'], dates: ['undated'], sentences: ['Toivo Klaar represents European Union (0).'], statements: ['{"id":"d3-0-represents-toivo-klaar-european-union","predicate":"represents","modality":"asserted","confidence":0.75,"sentence":[0,42],"source":[0,1],"target":[2,3],"trigger":[1,2],"codes":[null,null,null],"swapped":false,"wordings":["5d1f0a6855f9","e38283bd4c1a",null]}']}}] AS row
MATCH (a:GraphkitActor {id: row.source})
MATCH (b:GraphkitActor {id: row.target})
MERGE (a)-[r:`REPRESENTS` {graphkit_id: row.properties.graphkit_id}]->(b)
SET r += row.properties;
// One for each relationship type, made when the type is first used. The property has a name of its
// own, so that relationships of others with the same type are never concerned.
CREATE CONSTRAINT `graphkit_URGES` IF NOT EXISTS
FOR ()-[r:`URGES`]-() REQUIRE r.graphkit_id IS UNIQUE;
UNWIND [{source: 'european-union', target: 'armenia', properties: {relation: 'urges', kind: 'event', symmetric: false, graphkit_id: '2bfd23d7d2386fb768d3', negated: true, cameo: '02', plover: 'REQUEST', goldstein: 3.0, count: 1, first: '2020-10-01', last: '2020-10-01', confidences: [0.75], documents: ['d2'], dates: ['2020-10-01'], sentences: ['European Union urges Armenia (200).'], statements: ['{"id":"d2-200-urges-european-union-armenia","predicate":"urges","modality":"asserted","confidence":0.75,"sentence":[200,235],"source":[200,201],"target":[202,203],"trigger":[201,202],"codes":["02","REQUEST",3.0],"swapped":false,"wordings":["e38283bd4c1a","f8022891eef9",null]}']}}, {source: 'united-states', target: 'azerbaijan', properties: {relation: 'urges', kind: 'event', symmetric: false, graphkit_id: '4735bdc6826e460154eb', negated: false, cameo: '02', plover: 'REQUEST', goldstein: 3.0, count: 2, first: '2020-09-28', last: '2020-10-02', confidences: [0.75, 0.75], documents: ['d1', 'd1'], dates: ['2020-09-28', '2020-10-02'], sentences: ['United States urges Azerbaijan (0).', 'United States urges Azerbaijan (100).'], statements: ['{"id":"d1-0-urges-united-states-azerbaijan","predicate":"urges","modality":"asserted","confidence":0.75,"sentence":[0,35],"source":[0,1],"target":[2,3],"trigger":[1,2],"codes":["02","REQUEST",3.0],"swapped":false,"wordings":["5f384e4c977d","76c26bfd2d21",null]}', '{"id":"d1-100-urges-united-states-azerbaijan","predicate":"urges","modality":"asserted","confidence":0.75,"sentence":[100,137],"source":[100,101],"target":[102,103],"trigger":[101,102],"codes":["0231","REQUEST",3.0],"swapped":false,"wordings":["5f384e4c977d","76c26bfd2d21",null]}']}}, {source: 'european-union', target: 'armenia', properties: {relation: 'urges', kind: 'event', symmetric: false, graphkit_id: 'f375d44379ed265201d4', negated: false, cameo: '02', plover: 'REQUEST', goldstein: 3.0, count: 1, first: '2020-10-03', last: '2020-10-03', confidences: [0.75], documents: ['d2'], dates: ['2020-10-03'], sentences: ['European Union urges Armenia (300).'], statements: ['{"id":"d2-300-urges-european-union-armenia","predicate":"urges","modality":"reported","confidence":0.75,"sentence":[300,335],"source":[300,301],"target":[302,303],"trigger":[301,302],"codes":["02","REQUEST",3.0],"swapped":false,"wordings":["e38283bd4c1a","f8022891eef9",null]}']}}] AS row
MATCH (a:GraphkitActor {id: row.source})
MATCH (b:GraphkitActor {id: row.target})
MERGE (a)-[r:`URGES` {graphkit_id: row.properties.graphkit_id}]->(b)
SET r += row.properties;
// One for each relationship type, made when the type is first used. The property has a name of its
// own, so that relationships of others with the same type are never concerned.
CREATE CONSTRAINT `graphkit_REQUESTS` IF NOT EXISTS
FOR ()-[r:`REQUESTS`]-() REQUIRE r.graphkit_id IS UNIQUE;
UNWIND [{source: 'nikol-pashinyan', target: 'russia', properties: {relation: 'requests', kind: 'event', symmetric: false, graphkit_id: 'a1e8282031df58505db7', negated: false, cameo: '02', plover: 'REQUEST', goldstein: 3.0, count: 1, first: '2020-10-31', last: '2020-10-31', confidences: [0.75], documents: ['d2'], dates: ['2020-10-31'], sentences: ['Nikol Pashinyan requests Russia (0).'], statements: ['{"id":"d2-0-requests-nikol-pashinyan-russia","predicate":"requests","modality":"asserted","confidence":0.75,"sentence":[0,36],"source":[0,1],"target":[2,3],"trigger":[1,2],"codes":["02","REQUEST",3.0],"swapped":false,"wordings":["4e9c14f4e055","1bdbeb257bd8",null]}']}}] AS row
MATCH (a:GraphkitActor {id: row.source})
MATCH (b:GraphkitActor {id: row.target})
MERGE (a)-[r:`REQUESTS` {graphkit_id: row.properties.graphkit_id}]->(b)
SET r += row.properties;
// One for each relationship type, made when the type is first used. The property has a name of its
// own, so that relationships of others with the same type are never concerned.
CREATE CONSTRAINT `graphkit_OPEN` IF NOT EXISTS
FOR ()-[r:`OPEN`]-() REQUIRE r.graphkit_id IS UNIQUE;
UNWIND [{source: 'israel', target: 'azerbaijan', properties: {relation: 'open', kind: 'open', symmetric: false, graphkit_id: 'b1d07af693ab25efbdb2', negated: false, count: 1, confidences: [0.75], documents: ['d3'], dates: ['undated'], sentences: ['Israel open Azerbaijan (100).'], statements: ['{"id":"d3-100-open-israel-azerbaijan","predicate":"sell drone","modality":"asserted","confidence":0.75,"sentence":[100,129],"source":[100,101],"target":[102,103],"trigger":[101,102],"codes":[null,null,null],"swapped":false,"wordings":["7386795fdfe2","76c26bfd2d21",null]}']}}] AS row
MATCH (a:GraphkitActor {id: row.source})
MATCH (b:GraphkitActor {id: row.target})
MERGE (a)-[r:`OPEN` {graphkit_id: row.properties.graphkit_id}]->(b)
SET r += row.properties;
// One for each relationship type, made when the type is first used. The property has a name of its
// own, so that relationships of others with the same type are never concerned.
CREATE CONSTRAINT `graphkit_LEADS` IF NOT EXISTS
FOR ()-[r:`LEADS`]-() REQUIRE r.graphkit_id IS UNIQUE;
UNWIND [{source: 'nikol-pashinyan', target: 'armenia', properties: {relation: 'leads', kind: 'state', symmetric: false, graphkit_id: 'eb81010648c4a6523309', negated: false, count: 1, confidences: [0.75], documents: ['d1'], dates: ['undated'], sentences: ['Nikol Pashinyan leads Armenia (400).'], statements: ['{"id":"d1-400-leads-nikol-pashinyan-armenia","predicate":"leads","modality":"asserted","confidence":0.75,"sentence":[400,436],"source":[400,401],"target":[402,403],"trigger":[401,402],"codes":[null,null,null],"swapped":false,"wordings":["4e9c14f4e055","f8022891eef9",null]}']}}] AS row
MATCH (a:GraphkitActor {id: row.source})
MATCH (b:GraphkitActor {id: row.target})
MERGE (a)-[r:`LEADS` {graphkit_id: row.properties.graphkit_id}]->(b)
SET r += row.properties;
