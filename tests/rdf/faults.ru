# Faults planted into the sample graph, one to a line, each under the shape that must catch it (SPARQL Update).
# The prefixes of kg.rdf.PREFIXES and schema: are known.

## Entity
DELETE DATA { person:王磊.990101 rdfs:label '王磊'@zh }
INSERT DATA { person:王磊.990101 rdfs:label '王石'@zh }
DELETE DATA { person:王磊.990101 rdfs:label '王磊'@zh } ; INSERT DATA { person:王磊.990101 rdfs:label 'Wang Lei'@en }
INSERT DATA { person:王磊.990101 kg:mentionCount 'many' }
INSERT DATA { person:王磊.990101 kg:alias '' }
## OneType
DELETE DATA { person:王磊.990101 a kg:Person }
## DisjointTypes
INSERT DATA { person:王磊.990101 a kg:Place }
## KindOfType
INSERT DATA { person:王磊.990101 a kg:Village }
## DeclaredProperty
INSERT DATA { person:王磊.990101 kg:likes place:990101 }
## DeclaredClass
INSERT DATA { person:王磊.990101 a kg:Wizard }
## Code
INSERT DATA { agency:东陵区委.990101 kg:divisionCode '990101' }
DELETE DATA { place:990101 kg:divisionCode '990101' } ; INSERT DATA { place:990101 kg:divisionCode '99010X' }
INSERT DATA { place:990101 kg:divisionCode '990199' }
## OneCode
INSERT DATA { place:9901 kg:divisionCode '990101' }
## CountyCode
DELETE DATA { place:990101 kg:divisionCode '990101' } ; INSERT DATA { place:990101 kg:divisionCode '9902' }
## PrefectureCode
INSERT DATA { place:x a kg:Place, kg:Prefecture ; kg:divisionCode '990177' }
## ProvinceCode
INSERT DATA { place:x a kg:Place, kg:Province ; kg:divisionCode '9909' }
## TownshipCode
INSERT DATA { place:x a kg:Place, kg:Township ; kg:divisionCode '990199' }
## CommunityCode
INSERT DATA { community:x a kg:Community ; kg:divisionCode '990101002' }
## Official
INSERT DATA { person:x a kg:Person, kg:Official }
## Statement
DELETE WHERE { statement:0000 kg:subject ?s }
INSERT DATA { statement:0000 kg:object place:990101 }
DELETE WHERE { statement:0000 kg:modality ?m }
INSERT DATA { statement:0000 kg:modality kg:holdsPost }
DELETE WHERE { statement:0000 kg:confidence ?c } ; INSERT DATA { statement:0000 kg:confidence 1.5 }
DELETE WHERE { statement:0000 kg:rule ?r }
INSERT DATA { statement:0000 kg:evidence place:990101 }
## DeclaredRelation
DELETE WHERE { statement:0000 kg:predicate ?p } ; INSERT DATA { statement:0000 kg:predicate kg:holder }
## Domain
DELETE WHERE { statement:0000 kg:subject ?s } ; INSERT DATA { statement:0000 kg:subject place:990101 }
## Range
DELETE WHERE { statement:0000 kg:object ?s } ; INSERT DATA { statement:0000 kg:object person:王磊.990101 }
## Ends
DELETE WHERE { statement:0000 kg:object ?o } ; INSERT DATA { statement:0000 kg:object agency:nowhere }
## Proof
DELETE WHERE { statement:0000 kg:evidence ?e }
## PostTitleGiven
INSERT DATA { statement:0002 kg:title '主持人' }
## StatementDate
INSERT DATA { statement:0000 kg:date '昨天' }
INSERT DATA { statement:0000 kg:date '2023-02-30'^^xsd:date }
## SubjectMention
DELETE { ?m kg:refersTo ?x } INSERT { ?m kg:refersTo place:990101 } WHERE { statement:0000 kg:subjectMention ?m . ?m kg:refersTo ?x }
## ObjectMention
DELETE { ?m kg:refersTo ?x } INSERT { ?m kg:refersTo place:990101 } WHERE { statement:0000 kg:objectMention ?m . ?m kg:refersTo ?x }
## Edge
INSERT DATA { person:王磊.990101 kg:holdsPost agency:临川市医院.9901 }
INSERT DATA { agency:临川市医院.9901 kg:carriesOut initiative:清河行动.9901 }
## Asserted
DELETE DATA { person:王磊.990101 kg:holdsPost agency:东陵区委.990101 }
## Evidence
DELETE { ?e oa:hasSource ?s } WHERE { statement:0000 kg:evidence ?e . ?e oa:hasSource ?s }
DELETE { ?e oa:hasSelector ?q } WHERE { statement:0000 kg:evidence ?e . ?e oa:hasSelector ?q . ?q oa:exact ?exact }
## Mention
DELETE { ?m kg:refersTo ?x } WHERE { ?m kg:inArticle ?a ; kg:text '清河行动推进会' ; kg:refersTo ?x }
DELETE { ?m kg:refersTo ?x } INSERT { ?m kg:refersTo event:nowhere } WHERE { ?m kg:inArticle ?a ; kg:text '清河行动推进会' ; kg:refersTo ?x }
DELETE { ?m kg:text ?x } WHERE { ?m kg:inArticle ?a ; kg:text '清河行动推进会' ; kg:text ?x }
DELETE { ?m kg:inArticle ?x } WHERE { ?m kg:inArticle ?a ; kg:text '清河行动推进会' ; kg:inArticle ?x }
## Position
DELETE { ?p oa:end ?end } WHERE { statement:0000 kg:evidence ?e . ?e oa:hasSelector ?p . ?p oa:start ?start ; oa:end ?end }
DELETE { ?p oa:end ?end } INSERT { ?p oa:end 1 } WHERE { statement:0000 kg:evidence ?e . ?e oa:hasSelector ?p . ?p oa:start ?start ; oa:end ?end }
DELETE { ?p oa:start ?start } INSERT { ?p oa:start -1 } WHERE { statement:0000 kg:evidence ?e . ?e oa:hasSelector ?p . ?p oa:start ?start ; oa:end ?end }
## Bounds
DELETE { ?p oa:end ?end } INSERT { ?p oa:end 100000 } WHERE { statement:0000 kg:evidence ?e . ?e oa:hasSelector ?p . ?p oa:start ?start ; oa:end ?end }
## Quote
DELETE { ?q oa:exact ?exact } WHERE { statement:0000 kg:evidence ?e . ?e oa:hasSelector ?q . ?q oa:exact ?exact }
## QuoteLength
DELETE { ?q oa:exact ?exact } INSERT { ?q oa:exact '改了' } WHERE { statement:0000 kg:evidence ?e . ?e oa:hasSelector ?q . ?q oa:exact ?exact }
## SameArticle
DELETE { ?e oa:hasSource ?s } INSERT { ?e oa:hasSource <https://w3id.org/xianzhi/id/page/sub%20dir/p2.txt> } WHERE { statement:0000 kg:evidence ?e . ?e oa:hasSource ?s }
## Article
DELETE WHERE { article:p1.aaaa kg:onPage ?page }
INSERT DATA { article:p1.aaaa kg:headline '另一个标题'@zh }
INSERT DATA { article:p1.aaaa kg:articlePlace '990101' }
## StatementDate
INSERT DATA { article:p2.bbbb kg:date '2024-13'^^xsd:gYearMonth }
## Page
DELETE WHERE { page:p1.txt kg:fileName ?n }
INSERT DATA { page:p1.txt kg:sha256 'abc' }
## Publication
DELETE WHERE { publication:临川日报 rdfs:label ?n }
## Post
DELETE { ?post kg:postIn ?b } WHERE { ?t a kg:CurrentTenure ; kg:title '副书记' ; kg:tenureOf ?post . ?post kg:postIn ?b }
INSERT { ?post kg:postIn place:990101 } WHERE { ?t a kg:CurrentTenure ; kg:title '副书记' ; kg:tenureOf ?post }
## PostTitle
DELETE WHERE { ?title kg:rank ?rank }
## Tenure
INSERT { ?t a kg:FormerTenure } WHERE { ?t a kg:CurrentTenure ; kg:title '副书记' }
DELETE { ?t kg:tenureOf ?post } WHERE { ?t a kg:CurrentTenure ; kg:title '副书记' ; kg:tenureOf ?post }
INSERT { ?t kg:asReportedOn '去年' } WHERE { ?t a kg:CurrentTenure ; kg:title '副书记' }
## NoStartDate
INSERT { ?t schema:startDate '2023-08-09'^^xsd:date } WHERE { ?t a kg:CurrentTenure ; kg:title '副书记' }
## TenureHolder
DELETE { ?x kg:holdsTenure ?t } WHERE { ?t a kg:CurrentTenure ; kg:title '副书记' . ?x kg:holdsTenure ?t }
## Build
DELETE WHERE { ?b prov:wasAssociatedWith ?p }
## Program
DELETE WHERE { ?b kg:version ?p }
