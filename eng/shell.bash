# shellcheck shell=bash
# What the entry scripts (misgen-bench, eng/configure, eng/test) share. Sourced, never run; the caller sets $root, the
# clone's absolute path, and $speaker, the name before its messages.
# shellcheck disable=SC2034,SC2154  # what is set here is used there, and the other way round

# Raise it when eng/configure decides or records something differently: every clone then sets itself up again.
readonly configure_version=1
readonly configured_props=$root/eng/configured.props
readonly built_program=$root/artifacts/misgen/release/misgen-bench.dll
readonly built_sources=$root/artifacts/build.sources

# Standard output is for results only.
say() { printf '%s: %s\n' "$speaker" "$*" >&2; }
fail() { say "$*"; exit 2; }

# One set-up or build at a time in a clone. The kernel drops the lock with the last holder of descriptor 9, so a killed
# script leaves nothing to clean up. Every child is started with 9>&-: dotnet's compiler server outlives the build by
# minutes and would hold the lock as long.
take_lock() {
  [ "${MISGEN_LOCK_HELD:-}" != "$root" ] || return 0
  local lock=$root/eng/.configure.lock
  touch "$lock" 2>/dev/null || fail "cannot write in $root/eng: set-up and build need a clone that this user may write to"
  exec 9>>"$lock"
  command -v flock >/dev/null || return 0
  flock -n 9 && return
  say "another shell is setting up or building in $root; waiting for it…"
  flock 9
}
release_lock() { exec 9>&-; }

# The SDK's own tools, without banner, telemetry, translations (eng/test reads the output) and control codes, for at most
# $time_limit seconds where that is set. NuGet and the SDK refuse to work without a writable home, which a service account
# does not have.
quiet_dotnet() (
  home=${HOME:-}
  if [ ! -d "$home" ] || [ ! -w "$home" ]; then home=$root/artifacts/home; mkdir -p "$home"; fi
  cd "$root" || exit
  HOME=$home DOTNET_CLI_HOME=${DOTNET_CLI_HOME:-$home} DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 \
    DOTNET_GENERATE_ASPNET_CERTIFICATE=false DOTNET_CLI_WORKLOAD_UPDATE_NOTIFY_DISABLE=true \
    DOTNET_CLI_UI_LANGUAGE=en MSBUILDTERMINALLOGGER=off \
    exec ${time_limit:+timeout --foreground -k 5 "$time_limit"} dotnet "$@" </dev/null 9>&-
)

# Sets $sdk_version. `dotnet --version` is asked in the root, because global.json has a say in which SDK is used.
require_sdk() {
  local need='the .NET SDK 10.0 is needed' get='install it from https://dot.net (package dotnet-sdk-10.0 on Ubuntu, and on Debian from packages.microsoft.com)'
  command -v dotnet >/dev/null || fail "$need, but there is no dotnet in PATH: $get"
  sdk_version=$(quiet_dotnet --version 2>/dev/null)
  [[ $sdk_version =~ ^[1-9][0-9]+\. ]] || # two digits: 10 or higher
    fail "$need, but $(command -v dotnet) has $(found_sdks): $get"
}
found_sdks() {
  local list; list=$(quiet_dotnet --list-sdks 2>/dev/null | cut -d' ' -f1 | paste -sd' ' -)
  echo "${list:-no SDK}"
}

# A property of eng/configured.props into $REPLY; empty where it is not recorded.
recorded() {
  local props='' pattern="<$1>([^<]*)</$1>"
  REPLY=
  [ ! -r "$configured_props" ] || props=$(<"$configured_props")
  [[ ! $props =~ $pattern ]] || REPLY=${BASH_REMATCH[1]}
}

# Everything that the build reads, with time and size: a changed, new, deleted, renamed or restored file changes this text,
# and so does an upgrade of the libtorch that the native library is built against.
sources() (
  shopt -s nullglob
  cd "$root" || exit
  recorded LibTorchLibrary
  find src plugins eng .editorconfig global.json ./*.props ./*.targets ./*.json ./[nN]u[gG]et.[cC]onfig ${REPLY:+"$REPLY"} \
    \( -name bin -o -name obj -o -name artifacts -o -name __pycache__ -o -name '.*' ! -name .editorconfig \) -prune -o \
    ! -type d ! -name '*~' -printf '%p %T@ %s\n' 2>/dev/null | LC_ALL=C sort -u
)

up_to_date() { [ -e "$built_program" ] && [ -e "$built_sources" ] && [ "$(<"$built_sources")" = "$(sources)" ]; }

# Builds one project or solution; the whole log goes to artifacts/NAME.log, to the terminal only what went wrong.
# MSBuild's nodes are told to end with the build: a command line tool should leave no processes behind.
build() { # name project
  local log=$root/artifacts/$1.log errors
  mkdir -p "$root/artifacts"
  rm -f "$log"
  if errors=$(quiet_dotnet build "$2" -c Release -v:q -nodeReuse:false "-flp:LogFile=$log;Verbosity=normal;Encoding=UTF-8" 2>&1); then return; fi
  printf '%s\n' "${errors//"$root/"/}" | sed -E '/^Build FAILED/,$d; s/ \[[^][]*(proj|sln)\]$//' | awk 'NF && !/^FileLogger wrote/ && !seen[$0]++' | head -n 60 >&2
  say "the build failed; its whole log is $log"
  recorded UseTorchSharp
  [[ $REPLY != true || $errors != *NU1[13]0* ]] || say "without TorchSharp's packages: eng/configure --torchsharp=false"
  return 1
}

# A plugin that was deleted from plugins/ must not live on beside the program. Only what a former build of this folder put
# there is removed.
drop_deleted_plugins() {
  local built name
  [ -e "$built_sources" ] || return 0
  for built in "${built_program%/*}"/plugins/*/; do
    name=${built%/}; name=${name##*/}
    [ ! -d "$root/plugins/$name" ] && grep -qF "plugins/$name/" "$built_sources" && rm -rf "$built"
  done
  return 0
}

# Called with the lock held. The listing is taken before the build, so that a file saved meanwhile is not missed.
build_program() {
  local listing; listing=$(sources)
  if [ -e "$built_sources" ]; then say "sources changed, building Misgen…"; else say "building Misgen (the first time about 1 minute)…"; fi
  drop_deleted_plugins
  build build eng/app.proj || return 1
  [ -e "$built_program" ] || { say "the build left no $built_program; see artifacts/build.log"; return 1; }
  printf '%s\n' "$listing" >"$built_sources.new" && mv "$built_sources.new" "$built_sources"
}
