#!/bin/sh
# Smoke test of the production program: a real window on the demo cloud, in a virtual display of its own.
#   build/smoke.sh PROGRAM
# It passes when a script in its page gets nowhere, the system's web view draws every view, the window shows the customers, the command line of a second process is
# answered through it, ending it ends everything, also while it still starts, and the same program without a display
# prints the customers. The last picture of the display is kept as build/bin/smoke.png.
set -eu
cd "$(dirname "$0")/.."
program=$(realpath "${1:-build/bin/tenantry}")
work=$(mktemp -d)
picture=build/bin/smoke.png
session='' xvfb=''

say() { echo "smoke: $*"; }
kept=0
passed() { kept=$((kept + 1)) && say "$*"; }
fail() {
  say "FAILED: $*"
  [ -z "$session" ] || running | sed 's/^/  running: /'
  sed 's/^/  | /' "$work/log" 2>/dev/null || true
  exit 1
}
cleanup() {
  [ -z "$session" ] || running | awk '{print $2}' | xargs -r kill -9 2>/dev/null || true
  [ -z "$xvfb" ] || kill "$xvfb" 2>/dev/null || true
  rm -rf "$work"
}
trap cleanup EXIT

# until_true SECONDS WHAT COMMAND…: tries the command until it succeeds.
until_true() {
  end=$(($(date +%s) + $1)) what=$2
  shift 2
  while ! "$@"; do
    [ "$(date +%s)" -lt $end ] || fail "$what"
    sleep 0.1
  done
}

# A display of our own, on a number that Xvfb finds free. It must not begin anew when its last client goes: one window takes
# the place of another.
Xvfb -displayfd 3 -screen 0 1280x800x24 -nolisten tcp -noreset 3>"$work/display" 2>"$work/log" &
xvfb=$!
until_true 300 "Xvfb does not start" test -s "$work/display"
DISPLAY=:$(cat "$work/display")
export DISPLAY
unset WAYLAND_DISPLAY XDG_RUNTIME_DIR

# The same window, with a script in the page: one that tries to get out, and one that looks at how the page is drawn.
# in_the_window TEST WHAT
in_the_window() {
  DBUS_SESSION_BUS_ADDRESS=disabled: \
    go test -count=1 -tags webkit2_41,desktop,production -run "^$1\$" ./app/shell >"$work/test" 2>&1 ||
    { cat "$work/test"; fail "$1"; }
  passed "$2: $1"
}
in_the_window TestTheWindowsDoors "a script in the page gets nowhere"
in_the_window TestAClosedWindowStaysAndAnEndedOneKeepsWhatRests "closed it stays if it is to, ended it keeps what rests"
in_the_window TestTheWindowIsDrawn "every view and dialog has room, and the web view knows the whole style"

# A session of our own, so that whatever the program starts can be found again.
export HOME="$work" XDG_CONFIG_HOME="$work/config" XDG_CACHE_HOME="$work/cache" XDG_DATA_HOME="$work/data"
export LC_ALL=C.UTF-8 # titles are not plain ASCII
# shellcheck disable=SC2016 # expanded by the inner shell
setsid --wait sh -c 'echo $$ >"$1/session"; exec dbus-run-session -- "$2" demo --home "$1/home"' _ "$work" "$program" >"$work/log" 2>&1 &
waiter=$!
until_true 300 "the session does not start" test -s "$work/session"
session=$(cat "$work/session")
# What the session still runs. The dead that nobody has collected don't count (containers often lack an init).
running() { ps -o stat=,pid=,args= --sid "$session" | awk '$1 !~ /^Z/'; }
runs() { [ -n "$(running)" ]; }

# The title is set by the page through the bridge: once it names the view, page and program talk to each other.
window=''
shown() {
  runs || fail "the program ended by itself"
  window=$(xdotool search --onlyvisible --name ' – Tenantry$' 2>/dev/null | head -n 1) && [ -n "$window" ]
}
until_true 300 "no window titled '… – Tenantry' appears" shown
passed "the window is there: $(xdotool getwindowname "$window")"

drawn() {
  import -window root "$work/shot.png"
  cp "$work/shot.png" "$picture"
  [ "$(identify -format %k "$work/shot.png")" -gt 400 ]
}

# The profile can be open in one process only: any answer comes through the window.
answered() {
  "$program" customers --json --home "$work/home/demo" --secrets file >"$work/answer.json" 2>"$work/answer.err" &&
    node -e 'const a = JSON.parse(require("fs").readFileSync(process.argv[1], "utf8"))
      process.exit(a.total === 244 && a.customers.length === 244 && a.customers.some((c) => c.health === "outage") ? 0 : 1)' "$work/answer.json"
}
until_true 300 "the command line gets no full list through the window" answered
passed "a second process is answered through the window: 244 customers"
until_true 300 "the window stays blank" drawn
passed "the window is drawn: $(identify -format '%wx%h, %k colours' "$work/shot.png") ($picture)"

# The system's web view draws what Chromium draws, or not: a dialog is an area of white over the list, which is dimmed.
white() { convert "$work/shot.png" -crop "$1" +repage -fill black +opaque white -format '%[fx:int(100*mean)]' info:; }
dialog() {
  import -window root "$work/shot.png"
  [ "$(white 400x200+440+300)" -gt 40 ] && [ "$(white 240x60+0+700)" = 0 ]
}
no_dialog() { ! dialog; }
until_true 300 "there is a dialog already" no_dialog
xdotool key question
until_true 300 "a dialog is not drawn" dialog
xdotool key Escape
until_true 300 "Escape does not close a dialog" no_dialog
passed "a dialog is drawn, and Escape closes it"

# A lock ends the process; the one that takes its place has opened nothing until somebody says so.
pid() { running | awk -v program="$program" '$3 == program {print $2}'; }
before=$(pid)
xdotool key ctrl+shift+l
locked() { [ -n "$(pid)" ] && [ "$(pid)" != "$before" ] && [ -n "$(xdotool search --onlyvisible --name '^Tenantry$' 2>/dev/null)" ]; }
until_true 300 "Ctrl+Shift+L does not lock" locked
before=$(pid)
sleep 1 # the button has the focus once it is drawn
xdotool key Return
until_true 300 "Enter does not unlock" shown
[ "$(pid)" != "$before" ] || fail "the window unlocked without a new process"
until_true 300 "the command line gets no full list through the unlocked window" answered
passed "locked and unlocked, a process each"

kill -TERM "$(pid)"
gone() { ! runs; }
until_true 300 "the program or something that it started goes on after SIGTERM" gone
session=''
code=0
wait "$waiter" || code=$?
[ "$code" = 0 ] || fail "the program ended with exit code $code"
passed "ended; exit code 0, nothing left running"

# Ended at any moment of its start it ends: a window that is still being made must not lose the signal.
dead() { case $(ps -o stat= -p "$1") in Z* | '') ;; *) return 1 ;; esac; }
for after in 0 0.1 0.2 0.3 0.5 0.8 1.2; do
  DBUS_SESSION_BUS_ADDRESS=disabled: "$program" demo --home "$work/brief" >"$work/log" 2>&1 &
  brief=$!
  sleep "$after"
  kill -TERM "$brief"
  until_true 300 "SIGTERM $after s after the start is lost" dead "$brief"
  wait "$brief" || true # 143: it had not begun to listen
done
passed "ended at once at seven moments of its start"

# A session bus that accepts and never says a word, neither to GTK nor to the program that asks for the keychain: the window
# says so at once, and its end is the program's.
node -e 'require("net").createServer(() => {}).listen(process.argv[1])' "$work/bus" &
bus=$!
until_true 300 "there is no silent bus" test -S "$work/bus"
DBUS_SESSION_BUS_ADDRESS="unix:path=$work/bus" "$program" --home "$work/silent" >"$work/log" 2>&1 &
silent=$!
waits() { [ -n "$(xdotool search --onlyvisible --name '^Tenantry$' 2>/dev/null)" ] && [ -n "$(pgrep -P "$silent")" ]; }
until_true 300 "nothing is said of a keychain that does not answer" waits
sleep 1 # it is drawn
xdotool key Tab Return # its one button
until_true 300 "the wait for a keychain can't be ended" dead "$silent"
wait "$silent" || fail "the program that was ended ended with exit code $?"
[ ! -e "$work/silent/profiles/default/running.json" ] || fail "the program that was ended is still announced"
kill "$bus"
passed "a keychain that does not answer is said, and a person may end the wait"

# Without a display the demo says so and prints the list.
DISPLAY='' "$program" demo --home "$work/none" >"$work/list" 2>"$work/log" || fail "the demo fails without a display"
grep -q 'no display' "$work/log" || fail "the demo does not say that there is no display"
[ "$(grep -c -E 'Outage|Degraded|Advisory|Healthy|Unknown' "$work/list")" = 244 ] || fail "the demo does not print 244 customers"
passed "without a display: 244 customers as text"
say "$kept passed, 0 failed"
