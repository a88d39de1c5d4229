package dev.recount;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.recount.model.Principal;
import dev.recount.stream.CommandRequest.Origin;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The walls between the packages. */
class ArchitectureTest {

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.recount");

    @Test
    void theModelIsPureJava() {
        noClasses()
                .that(resideInAPackage("dev.recount.model.."))
                .should()
                .dependOnClassesThat(resideInAnyPackage("java..", "org.jspecify..", "dev.recount.model..")
                        .negate())
                .because("business rules outlive actors, databases, JSON libraries and HTTP")
                .check(CLASSES);
    }

    @Test
    void theExamplesSeeTheModelAlone() {
        noClasses()
                .that(resideInAPackage("dev.recount.example.."))
                .should()
                .dependOnClassesThat(resideInAnyPackage(
                                "java..",
                                "org.jspecify..",
                                "jakarta.mail..",
                                "dev.recount.model..",
                                "dev.recount.example..")
                        .negate())
                .because("they show that a user needs nothing else, but for the library that sends mails")
                .check(CLASSES);
    }

    @Test
    void theExamplesKnowNothingOfEachOther() {
        noClasses()
                .that(resideInAPackage("dev.recount.example.bank.."))
                .should()
                .dependOnClassesThat(resideInAPackage("dev.recount.example.shop.."))
                .because("each is copied without the other")
                .check(CLASSES);
        noClasses()
                .that(resideInAPackage("dev.recount.example.shop.."))
                .should()
                .dependOnClassesThat(resideInAPackage("dev.recount.example.bank.."))
                .because("each is copied without the other")
                .check(CLASSES);
    }

    @Test
    void theStreamsOfTheShopKnowNothingOfEachOther() {
        for (String stream : new String[] {"customer", "cart", "order", "stock"}) {
            String own = "dev.recount.example.shop." + stream + "..";
            noClasses()
                    .that(resideInAPackage(own))
                    .should()
                    .dependOnClassesThat(resideInAPackage("dev.recount.example.shop..")
                            .and(resideInAPackage(own).negate()))
                    .because("the traffic between streams is the affair of handlers")
                    .check(CLASSES);
        }
    }

    @Test
    void onlyHandlersSendMail() {
        noClasses()
                .that(resideInAPackage("dev.recount.example.shop.handler..").negate())
                .should()
                .dependOnClassesThat(resideInAPackage("jakarta.mail.."))
                .because("commands are decided on again when they are replayed, and mails must not be sent again")
                .check(CLASSES);
    }

    /** The rooms in the order in which data flows: each may use those before it, and none after it. */
    private static final List<String> ROOMS = List.of(
            "model",
            "administration",
            "json",
            "database",
            "privacy",
            "tls",
            "journal",
            "log",
            "subscription",
            "decision",
            "replay",
            "cluster",
            "claim",
            "access",
            "seal",
            "archive",
            "projection",
            "timeline",
            "stream",
            "boundary",
            "history",
            "preview",
            "transaction",
            "correction",
            "view",
            "handler",
            "process",
            "migration",
            "world",
            "erasure",
            "protection",
            "metrics",
            "audit",
            "http",
            "server",
            "testing",
            "torture",
            "bench",
            "cli");

    @Test
    void dependenciesFollowTheFlow() {
        for (int i = 0; i < ROOMS.size(); i++) {
            String[] later = ROOMS.subList(i + 1, ROOMS.size()).stream()
                    .map(room -> "dev.recount." + room + "..")
                    .toArray(String[]::new);
            if (later.length > 0) {
                noClasses()
                        .that(resideInAPackage("dev.recount." + ROOMS.get(i) + ".."))
                        .should()
                        .dependOnClassesThat(resideInAnyPackage(later))
                        .because("data flows one way round, and a room must not know those that come after it")
                        .check(CLASSES);
            }
        }
    }

    @Test
    void fixturesNeedNoServer() {
        noClasses()
                .that(resideInAPackage("dev.recount.testing"))
                .should()
                .dependOnClassesThat(resideInAnyPackage(
                        "dev.recount.server..", "dev.recount.testing.server..", "org.apache.pekko..", "java.sql.."))
                .because("the tests of rules run in microseconds; only a server in the test starts one")
                .check(CLASSES);
    }

    @Test
    void theRoomsOfTheDatabaseBuildOnEachOtherOneWay() {
        noClasses()
                .that(resideInAPackage("dev.recount.database.postgres.."))
                .should()
                .dependOnClassesThat(resideInAPackage("dev.recount.database"))
                .because("a database is opened over PostgreSQL, which need not know its users")
                .check(CLASSES);
        noClasses()
                .that(resideInAPackage("dev.recount.database.place.."))
                .should()
                .dependOnClassesThat(resideInAPackage("dev.recount..")
                        .and(resideInAPackage("dev.recount.database.place..").negate()))
                .because("a place is only an address, and depends on nothing that is found there")
                .check(CLASSES);
    }

    @Test
    void theVerifierSharesNothingWithTheServer() {
        classes()
                .that(resideInAPackage("dev.recount.verifier.."))
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage("java..", "org.jspecify..", "dev.recount.verifier.."))
                .because(
                        "it is to find the mistakes of the server, and not to make the same ones; and needs a JDK alone")
                .check(CLASSES);
        noClasses()
                .that(resideInAPackage("dev.recount.verifier..").negate())
                .should()
                .dependOnClassesThat(resideInAPackage("dev.recount.verifier.."))
                .because("it is a program of its own")
                .check(CLASSES);
    }

    @Test
    void noPackagesGoRoundInACircle() {
        for (String packages : new String[] {"dev.recount.(*)..", "dev.recount.(**)"}) {
            slices().matching(packages)
                    .should()
                    .beFreeOfCycles()
                    .because("packages in a circle can only be understood, tested and moved as one")
                    .check(CLASSES);
        }
    }

    @Test
    void nothingThatComesOverHttpIsTheServersOwn() {
        noClasses()
                .that(resideInAPackage("dev.recount.http.."))
                .should()
                .callMethod(Origin.class, "ofServer", String.class, Principal.class, String.class, Optional.class)
                .orShould()
                .callConstructor(
                        Origin.class, String.class, Principal.class, String.class, Optional.class, Optional.class)
                .because("a command of the server's own is held against no rules of the settings")
                .check(CLASSES);
    }

    @Test
    void subscriptionsKnowNoHttp() {
        noClasses()
                .that(resideInAPackage("dev.recount.subscription.."))
                .should()
                .dependOnClassesThat(resideInAnyPackage("org.apache.pekko.http..", "dev.recount.http.."))
                .because("events may be sent in other ways than over HTTP")
                .check(CLASSES);
    }

    @Test
    void theLogKnowsNoActor() {
        noClasses()
                .that(resideInAPackage("dev.recount.log.."))
                .should()
                .dependOnClassesThat(resideInAPackage("org.apache.pekko.."))
                .because("it is read by all its followers, actors or not")
                .check(CLASSES);
    }

    @Test
    void nothingDependsOnTheExamples() {
        noClasses()
                .that(resideInAPackage("dev.recount.example..").negate())
                .should()
                .dependOnClassesThat(resideInAPackage("dev.recount.example.."))
                .because("they are domains like any user's")
                .check(CLASSES);
    }

    @Test
    void onlyRoomsThatStoreSpeakSql() {
        noClasses()
                .that(resideInAnyPackage(
                                "dev.recount.database..",
                                "dev.recount.privacy",
                                "dev.recount.privacy.store..",
                                "dev.recount.protection..",
                                "dev.recount.journal.append..",
                                "dev.recount.journal.claim.mark..",
                                "dev.recount.journal.claim.table..",
                                "dev.recount.journal.state..",
                                "dev.recount.journal.tag.table..",
                                "dev.recount.journal.stored..",
                                "dev.recount.journal.spread..",
                                "dev.recount.log..",
                                "dev.recount.decision..",
                                "dev.recount.projection..",
                                "dev.recount.timeline..",
                                "dev.recount.stream.pekko.journal..",
                                "dev.recount.server.move..",
                                "dev.recount.cluster..",
                                "dev.recount.view.table..",
                                "dev.recount.view.generation..",
                                "dev.recount.view.search..",
                                "dev.recount.view.projection..",
                                "dev.recount.handler.store..",
                                "dev.recount.migration.store..",
                                "dev.recount.seal.store..",
                                "dev.recount.world.table..",
                                "dev.recount.verifier..",
                                "dev.recount.bench..")
                        .negate())
                .should()
                .dependOnClassesThat(resideInAnyPackage(
                        "java.sql..",
                        "javax.sql..",
                        "com.zaxxer..",
                        "org.h2..",
                        "org.postgresql..",
                        "org.jooq..",
                        "slick.."))
                .because(
                        "the differences of databases are known in one place, but for the bench, which is compared with that place")
                .check(CLASSES);
    }

    @Test
    void onlyKeysKnowTheLibraryThatEncrypts() {
        noClasses()
                .that(resideInAPackage("dev.recount.privacy..").negate())
                .should()
                .dependOnClassesThat(resideInAPackage("com.google.crypto.."))
                .because("who has a key seals and opens by it, and does not know how")
                .check(CLASSES);
    }

    @Test
    void onlyWhoReadsAndMakesCertificatesKnowsTheirLibrary() {
        noClasses()
                .that(resideInAnyPackage(
                                "dev.recount.tls..", "dev.recount.cluster.tls..", "dev.recount.access.credential..")
                        .negate())
                .should()
                .dependOnClassesThat(resideInAPackage("org.bouncycastle.."))
                .because(
                        "who starts a node names its files, and does not know what is in them; passwords are hashed by it too")
                .check(CLASSES);
    }

    @Test
    void theFaceOfTheServerDoesWithoutTheCertificatesOfNodes() {
        noClasses()
                .that(resideInAPackage("dev.recount.http.."))
                .should()
                .dependOnClassesThat(resideInAPackage("dev.recount.cluster.tls.."))
                .because("clients and nodes believe different authorities, for different reasons")
                .check(CLASSES);
    }

    @Test
    void onlyBucketsKnowTheLibraryThatTalksToThem() {
        noClasses()
                .that(resideInAPackage("dev.recount.archive.s3..").negate())
                .should()
                .dependOnClassesThat(resideInAPackage("software.amazon.."))
                .because("a bucket is a place of files like any other")
                .check(CLASSES);
    }

    @Test
    void onlyMetricsKnowsTheLibraryThatMeasures() {
        noClasses()
                .that(resideInAPackage("dev.recount.metrics..").negate())
                .should()
                .dependOnClassesThat(resideInAnyPackage("io.micrometer..", "io.prometheus.."))
                .because("a part that works tells its listeners, or can be asked, and does not know who measures it")
                .check(CLASSES);
    }

    @Test
    void onlyTracedWorkKnowsTheLibraryThatTraces() {
        noClasses()
                .that(resideInAPackage("dev.recount.stream.trace..").negate())
                .should()
                .dependOnClassesThat(resideInAPackage("io.opentelemetry.."))
                .because("a part that works says what it does, and does not know who traces it")
                .check(CLASSES);
    }

    @Test
    void onlyTheServerReadsConfiguration() {
        noClasses()
                .that(resideInAnyPackage(
                                "dev.recount.server..",
                                "dev.recount.stream.pekko.journal..",
                                "dev.recount.stream.pekko.state..",
                                "dev.recount.bench.pekko..")
                        .negate())
                .should()
                .dependOnClassesThat(resideInAPackage("com.typesafe.config.."))
                .because("settings are read once, into records")
                .check(CLASSES);
    }

    @Test
    void actorsStayInsideTheStream() {
        classes()
                .that()
                .areAssignableTo(org.apache.pekko.persistence.typed.javadsl.EventSourcedBehavior.class)
                .and()
                .resideOutsideOfPackage("dev.recount.bench.pekko..")
                .should(com.tngtech.archunit.lang.conditions.ArchConditions.resideInAPackage(
                        "dev.recount.stream.pekko.."))
                .because("a stream's actor is an adapter that nothing else may talk to")
                .check(CLASSES);
    }

    @Test
    void timeTravelWakesNoActor() {
        noClasses()
                .that(resideInAnyPackage("dev.recount.replay..", "dev.recount.history.."))
                .should()
                .dependOnClassesThat(resideInAnyPackage("org.apache.pekko..", "dev.recount.stream.pekko.."))
                .because("a look at the past must not get in the way of writers")
                .check(CLASSES);
    }
}
