# Everything a fresh machine needs: `make demo` shows the product, `make test` checks it, `make quick` checks the crates
# alone.
# Rust (cargo) must be there; CMake, a C++ compiler and libclang are installed if missing.

CARGO   ?= cargo
RESULTS ?= results
# More for cargo test, such as TESTFLAGS="-- --show-output".
TESTFLAGS ?=

.PHONY: help demo test quick build bench setup clean

help: ## what can be made
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/ -/'

demo: build ## compare scenarios of a bank contact centre and write a result folder
	@$(RUN) target/release/equipoise compare scenarios/bank --out $(RESULTS)/bank
	@echo
	@echo "Compared the scenarios of scenarios/bank over the model models/bank. The folder $(RESULTS)/bank holds"
	@echo "  table.txt, compare.csv, compare.json   the comparison above"
	@echo "  one folder for each scenario           plan.json, shifts.csv, people.csv, cover.csv, ledger.csv ..."
	@echo "Look at models/bank/README.md for the story, at README.md for a tour."

test: setup ## format, lint, all tests, documentation
	@$(RUN) $(CARGO) fmt --check
	@rustfmt --edition 2024 --check src/planning/roster/rules/*.rs src/planning/staffing/rules/*.rs src/planning/levers/*.rs
	@$(RUN) $(CARGO) clippy --release --locked --workspace --all-targets -- -D warnings
	@$(RUN) $(CARGO) test --release --locked --workspace $(TESTFLAGS)
	@$(RUN) env RUSTDOCFLAGS="-D warnings" $(CARGO) doc --release --locked --workspace --no-deps

quick: setup ## format, lint, unit tests of the crates
	@$(RUN) $(CARGO) fmt --check
	@rustfmt --edition 2024 --check src/planning/roster/rules/*.rs src/planning/staffing/rules/*.rs src/planning/levers/*.rs
	@$(RUN) $(CARGO) clippy --release --locked --workspace --lib --bins -- -D warnings
	@$(RUN) $(CARGO) test --release --locked --workspace --lib

build: setup ## the program, in target/release/equipoise
	@$(RUN) $(CARGO) build --release --locked

bench: setup ## speed: requirement, load, build, solve, compare, shift design, rosters, contact centres, simulation (with Ciw, SimPy)
	@$(RUN) $(CARGO) bench --locked

setup: ## install what is missing to compile the solver
	@sh .ci/setup

clean: ## remove what was built
	$(CARGO) clean

# Environment found by the setup (a private CMake or libclang), if any.
RUN = set -a; [ ! -f target/.build-env ] || . ./target/.build-env; set +a;
