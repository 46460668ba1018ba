#!/usr/bin/env bash
# Builds everything and runs every test: once as the machine is, then the rooms that use vectors again with narrower ones and with none.
# Needs the .NET SDK. On Debian the banks, songs and tools that some tests want are installed first, where that is allowed without a
# question; elsewhere those tests are skipped. The last line is the total over all runs: `N passed, N failed, N skipped`.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")" || exit 1
exec </dev/null

export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 TESTINGPLATFORM_TELEMETRY_OPTOUT=1
# No compiler or build server stays behind.
export MSBUILDDISABLENODEREUSE=1 DOTNET_CLI_USE_MSBUILD_SERVER=0

readonly packages=(
    timgm6mb-soundfont fluid-soundfont-gm musescore-general-soundfont-lossless musescore-general-soundfont openttd-openmsx
    fluidsynth sox python3-numpy python3-scipy libsndfile1)
readonly results=artifacts/test-results
# Rooms whose code reaches vector instructions; tests/Awe.Tests/Map keeps them out of the others.
readonly vector_rooms=(Awe.Tests.Primitives Awe.Tests.Codecs Awe.Tests.Voices Awe.Tests.Effects Awe.Tests.Playback)

passed=0 failed=0 skipped=0 status=0

say() { printf '\n== %s ==\n' "$*"; }

fail() {
    printf '%s\n' "$*" >&2
    status=1
}

is_installed() { [[ $(dpkg-query -W -f='${db:Status-Status}' "$1" 2>/dev/null) == installed ]]; }

as_root() {
    if [[ $(id -u) == 0 ]]; then
        "$@"
    else
        sudo -n "$@"
    fi
}

# Tests say themselves what they miss, so a package that cannot be had is a remark here, not a failure.
install_packages() {
    local missing=() package
    command -v apt-get >/dev/null && command -v dpkg-query >/dev/null || return 0
    for package in "${packages[@]}"; do
        is_installed "$package" || missing+=("$package")
    done

    ((${#missing[@]})) || return 0
    say "packages: ${missing[*]}"
    if ! as_root true 2>/dev/null; then
        printf 'not root, and sudo asks for a password: tests that need these are skipped\n'
        return 0
    fi

    local install=(env DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=120 install -qq -y --no-install-recommends)
    as_root "${install[@]}" "${missing[@]}" && return 0
    as_root apt-get -o DPkg::Lock::Timeout=120 update -qq
    as_root "${install[@]}" "${missing[@]}" && return 0
    for package in "${missing[@]}"; do
        as_root "${install[@]}" "$package" || printf 'no %s: tests that need it are skipped\n' "$package"
    done
}

# run NAME TIMEOUT OPTION...: runs the tests and adds what the run's report counts to the totals. A run without a report has failed.
run() {
    local name=$1 timeout=$2 report=$results/$1.xml
    shift 2
    say "tests: $name"
    artifacts/bin/Awe.Tests/release/Awe.Tests --progress off --no-ansi --output Minimal --show-stdout Failed --show-stderr Failed \
        --timeout "$timeout" --results-directory "$PWD/$results" --report-xunit-xml --report-xunit-xml-filename "$name.xml" "$@" \
        || fail "tests: $name: exit code $?"
    if [[ ! -s $report ]]; then
        fail "tests: $name: the run ended without a report"
        failed=$((failed + 1))
        return
    fi

    local now_passed now_failed
    now_passed=$(count passed "$report")
    now_failed=$(($(count failed "$report") + $(count errors "$report")))
    passed=$((passed + now_passed))
    failed=$((failed + now_failed))
    skipped=$((skipped + $(count skipped "$report")))
    ((now_passed + now_failed > 0)) || fail "tests: $name: no test ran"
}

# The sum of an attribute over the <assembly> elements of an xUnit report.
count() {
    local value sum=0
    for value in $(grep -o '<assembly [^>]*>' "$2" | sed -n "s/.* $1=\"\([0-9]*\)\".*/\1/p"); do
        sum=$((sum + value))
    done
    printf '%s' "$sum"
}

finish() {
    ((failed == 0 && passed > 0)) || status=1
    printf '\n%d passed, %d failed, %d skipped\n' "$passed" "$failed" "$skipped"
    exit "$status"
}

install_packages

say build
if ! dotnet build Awe.slnx -c Release -v quiet -p:UseSharedCompilation=false; then
    fail "the build failed"
    finish
fi

say formatting
dotnet format whitespace --folder . --exclude artifacts --verify-no-changes -v quiet || fail "formatting: run 'dotnet format whitespace --folder .'"

rm -rf "$results"
run plain 14m
DOTNET_EnableAVX2=0 run no-avx2 4m --filter-namespace "${vector_rooms[@]}"
DOTNET_EnableHWIntrinsic=0 run no-vectors 4m --filter-namespace "${vector_rooms[@]}"
finish
