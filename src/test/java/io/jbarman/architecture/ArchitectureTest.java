package io.jbarman.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;

/** The laws of docs/architecture.md. Rules are methods: fields were silently skipped by some Surefire releases. */
@AnalyzeClasses(packages = "io.jbarman", importOptions = ArchitectureTest.WithoutTests.class)
public final class ArchitectureTest {
    private static final String[] CONTROL_PLANE = packages(
            "topology",
            "schema",
            "template",
            "dsl",
            "playbook",
            "draft",
            "secretsource",
            "graph",
            "plan",
            "facts",
            "resource",
            "compile",
            "explain",
            "picture",
            "reach",
            "engine");
    private static final String[] DATA_PLANE = packages(
            "replication",
            "wal",
            "archive",
            "catalog",
            "ingest",
            "backup",
            "retention",
            "restore",
            "watch",
            "metrics",
            "runtime");
    private static final String[] EDGES = packages("report", "quickstart", "cli");

    /** Library package prefix to the only rooms that may use it. */
    private static final Map<String, String[]> CONFINED = Map.ofEntries(
            Map.entry("net.schmizz..", packages("transport.ssh")),
            Map.entry("com.hierynomus..", packages("transport.ssh")),
            Map.entry("org.apache.commons.exec..", packages("transport.local")),
            Map.entry("org.yaml..", packages("playbook")),
            Map.entry("com.exceptionfactory..", packages("secretsource.age")),
            Map.entry("groovy..", packages("dsl")),
            Map.entry("org.codehaus.groovy..", packages("dsl")),
            Map.entry("org.apache.groovy..", packages("dsl")),
            Map.entry("com.fasterxml..", packages("json")),
            Map.entry("io.pebbletemplates..", packages("template")),
            Map.entry("picocli..", packages("cli")),
            Map.entry("io.prometheus..", packages("metrics")),
            Map.entry("org.apache.sshd..", packages("quickstart")),
            Map.entry("org.apache.commons.compress..", packages("quickstart", "archive.codec", "ingest")),
            Map.entry("org.tukaani..", packages("quickstart", "archive.codec")),
            Map.entry("com.github.luben..", packages("archive.codec")),
            Map.entry("net.jpountz..", packages("archive.codec")));

    private static String[] packages(String... rooms) {
        return Arrays.stream(rooms).map(room -> "io.jbarman." + room + "..").toArray(String[]::new);
    }

    /** Leaves tests out, wherever a build or an editor compiles them to. */
    static final class WithoutTests implements ImportOption {
        private static final Pattern TESTS = Pattern.compile(".*/(test|test-classes|groovy)/io/jbarman/.*");

        @Override
        public boolean includes(Location location) {
            return !location.matches(TESTS);
        }
    }

    @ArchTest
    static void everythingIsAnalysed(JavaClasses classes) {
        assertThat(classes.size()).isGreaterThan(30);
    }

    @ArchTest
    static void roomsAreFreeOfCycles(JavaClasses classes) {
        slices().matching("io.jbarman.(**)").should().beFreeOfCycles().check(classes);
    }

    @ArchTest
    static void planesDoNotKnowEachOther(JavaClasses classes) {
        noClasses()
                .that()
                .resideInAnyPackage(CONTROL_PLANE)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(DATA_PLANE)
                .because("they share the INI files and the runtime's JSON, nothing else")
                .allowEmptyShould(true)
                .check(classes);
        noClasses()
                .that()
                .resideInAnyPackage(DATA_PLANE)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(CONTROL_PLANE)
                .because("they share the INI files and the runtime's JSON, nothing else")
                .allowEmptyShould(true)
                .check(classes);
    }

    @ArchTest
    static void nobodyBuildsOnTheEdges(JavaClasses classes) {
        noClasses()
                .that()
                .resideOutsideOfPackages(EDGES)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(EDGES)
                .check(classes);
    }

    @ArchTest
    static void librariesAreConfined(JavaClasses classes) {
        CONFINED.forEach((library, rooms) -> noClasses()
                .that()
                .resideOutsideOfPackages(rooms)
                .and()
                .resideInAPackage("io.jbarman..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library)
                .because("one room per library keeps it replaceable")
                .allowEmptyShould(true)
                .check(classes));
    }

    @ArchTest
    static void jdbcIsConfined(JavaClasses classes) {
        noClasses()
                .that()
                .resideInAPackage("io.jbarman..")
                .and()
                .resideOutsideOfPackages(packages("postgres.jdbc", "replication.pgjdbc"))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.sql..", "org.postgresql..")
                .allowEmptyShould(true)
                .check(classes);
    }

    @ArchTest
    static void oneDoorIntoTheDriver(JavaClasses classes) throws IOException {
        Path foreign = Path.of(System.getProperty("jbarman.checkout", "."), "src/main/java/org");
        try (Stream<Path> files = Files.walk(foreign)) {
            assertThat(files.filter(Files::isRegularFile))
                    .as("classes of ours in the driver's package")
                    .containsExactly(foreign.resolve("postgresql/core/PgStreamAccess.java"));
        }
        noClasses()
                .that()
                .resideOutsideOfPackages(packages("replication.pgjdbc"))
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("org.postgresql.core.PgStreamAccess")
                .because("who takes a connection's bytes over must know the protocol")
                .check(classes);
    }

    @ArchTest
    static void lowestRoomsNeedOnlyTheJdk(JavaClasses classes) {
        classes()
                .that()
                .resideInAnyPackage(packages("pg", "diagnostics", "graph"))
                .should()
                .onlyDependOnClassesThat(ownRoomOrJdk())
                .check(classes);
        classes()
                .that()
                .resideInAnyPackage(packages("secret"))
                .should()
                .onlyDependOnClassesThat(ownRoomOrJdk())
                .check(classes);
    }

    private static DescribedPredicate<JavaClass> ownRoomOrJdk() {
        return DescribedPredicate.describe(
                "are the JDK's or a lowest room's",
                type -> type.getPackageName().startsWith("java.")
                        || type.getPackageName().startsWith("org.jspecify")
                        || type.isPrimitive()
                        || type.isArray()
                        || type.getPackageName().matches("io\\.jbarman\\.(pg|diagnostics|graph|secret)"));
    }

    @ArchTest
    static void noAmbientEffects(JavaClasses classes) {
        noClasses()
                .that()
                .resideOutsideOfPackages(packages("cli", "quickstart"))
                .and()
                .doNotHaveSimpleName("SystemClock")
                .and()
                .doNotHaveSimpleName("SystemSleeper")
                .and()
                .resideInAPackage("io.jbarman..")
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .orShould()
                .callMethod(System.class, "exit", int.class)
                .orShould()
                .callMethod(java.time.Instant.class, "now")
                .orShould()
                .callMethod(Thread.class, "sleep", long.class)
                .because("output, exit and time are the edges' business")
                .check(classes);
    }

    @ArchTest
    static void valuesStayValues(JavaClasses classes) {
        classes()
                .that()
                .resideInAnyPackage(packages("pg", "plan", "topology"))
                .and()
                .areNotAnonymousClasses()
                .should(beRecordsEnumsInterfacesOrFinal())
                .check(classes);
    }

    private static ArchCondition<JavaClass> beRecordsEnumsInterfacesOrFinal() {
        return new ArchCondition<>("be records, enums, interfaces or final") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                boolean value = type.isRecord()
                        || type.isEnum()
                        || type.isInterface()
                        || type.getModifiers().contains(JavaModifier.FINAL);
                events.add(new SimpleConditionEvent(type, value, type.getName() + " could be extended"));
            }
        };
    }

    @ArchTest
    static void secretsAreRevealedInAdaptersOnly(JavaClasses classes) {
        noClasses()
                .that()
                .resideOutsideOfPackages(packages(
                        "postgres",
                        "postgres.jdbc",
                        "replication.pgjdbc",
                        "engine",
                        "secretsource",
                        "secret",
                        "config"))
                .and()
                .resideInAPackage("io.jbarman..")
                .should()
                .callMethod(io.jbarman.secret.Secret.class, "reveal")
                .allowEmptyShould(true)
                .check(classes);
    }

    @ArchTest
    static void everyRoomIsNullMarked(JavaClasses classes) {
        classes()
                .that()
                .resideInAPackage("io.jbarman..")
                .should(new ArchCondition<>("be in a @NullMarked package") {
                    @Override
                    public void check(JavaClass type, ConditionEvents events) {
                        boolean marked = type.getPackage().isAnnotatedWith(NullMarked.class);
                        events.add(
                                new SimpleConditionEvent(type, marked, type.getPackageName() + " is not @NullMarked"));
                    }
                })
                .check(classes);
    }

    @ArchTest
    static void namesSayWhatThingsAre(JavaClasses classes) {
        noClasses()
                .that()
                .resideInAPackage("io.jbarman..")
                .should()
                .haveSimpleNameEndingWith("Impl")
                .orShould()
                .haveSimpleNameEndingWith("Manager")
                .orShould()
                .haveSimpleNameEndingWith("Service")
                .orShould()
                .haveSimpleNameContaining("Util")
                .check(classes);
    }
}
