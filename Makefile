# Every goal is one command that a person would type; 'make' alone lists them.
.DEFAULT_GOAL := help
.PHONY: help check test test-matrix soak fmt run bench-startup bench-language bench-quickstart bench-plan bench-wal-catchup bench-wal-sync bench-wal-reconnect bench-wal-archive bench-wal-records bench-runtime-footprint bench-wal-put bench-wal-get reports-in-browser schema-in-editor clean

ROUNDS ?= 21
ARGS ?= --help

help: ## list the goals
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/\1\t\2/p' Makefile | while IFS='	' read -r goal text; do \
		printf '  make %-18s %s\n' "$$goal" "$$text"; done

check: ## compile with every warning an error, format and architecture checked; no servers
	./mvnw -B verify -Dtest='ArchitectureTest,*Spec' -Dsurefire.failIfNoSpecifiedTests=false

test: ## the README's test command
	./mvnw -B verify

test-matrix: ## the tests on every major of PostgreSQL, two hours; JDKS='HOME...' on each of these, TESTS=A,B for less
	@TESTS='$(TESTS)' .ci/matrix $(JDKS)

soak: ## ten minutes of load, kills, restarts, cuts, full disks and promotions, nothing lost; SECONDS=180 for less, SEED=n
	./mvnw -B verify -Dtest=WalSoakSpec -Dsurefire.failIfNoSpecifiedTests=false \
		-Djbarman.soak.seconds=$(or $(SECONDS),600) $(if $(SEED),-Djbarman.seed=$(SEED))

fmt: ## format the sources
	./mvnw -q -B spotless:apply

run: ## run jbarman: make run ARGS='plan topology.yml'
	./jbarman $(ARGS)

bench-startup: ## start-up times beside their targets
	@bench/startup $(ROUNDS)

bench-language: ## large documents and the first Groovy script beside their targets
	@bench/language $(ROUNDS)

bench-quickstart: ## the quickstart's time beside its target
	@bench/quickstart

bench-plan: ## what a no-op plan over SSH opens and asks, beside its target
	@bench/plan

bench-wal-catchup: ## receiving a backlog, beside pg_receivewal 15; ARGS: megabytes, rounds
	@bench/wal-catchup

bench-wal-sync: ## commits per second as synchronous standby, beside pg_receivewal --synchronous
	@bench/wal-sync

bench-wal-reconnect: ## streaming again after a restart and a promotion, beside its targets
	@bench/wal-reconnect

bench-wal-archive: ## archiving a backlog of 200 segments, beside Barman
	@bench/wal-archive

bench-wal-records: ## what looking at every WAL record costs, beside the archiver
	@bench/wal-records

bench-runtime-footprint: ## memory and processor of the resident runtime, beside its targets
	@bench/runtime-footprint

bench-wal-put: ## a segment by archive_command over ssh, beside Barman 3.4
	@bench/wal-put

bench-wal-get: ## segments by restore_command over ssh, beside barman-wal-restore 3.4
	@bench/wal-get

reports-in-browser: ## sample pages of reports in a headless Chromium; pictures in target/reports
	./mvnw -B verify -Dtest=ReportsInBrowser -Dsurefire.failIfNoSpecifiedTests=false

schema-in-editor: ## what SERVER=.../yaml-language-server makes of the schema of topologies
	bench/in-editor $(SERVER)

clean: ## remove the build
	rm -rf target
