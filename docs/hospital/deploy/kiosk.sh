#!/bin/sh
# Keeps one wall on one screen: a browser in full screen on the link of a screen, and a new one wherever it ends.
#
#   kiosk.sh https://board.ward.scot/d/the-link-of-this-screen
#
# KIOSK_BROWSER names another Chromium, KIOSK_FLAGS adds flags, KIOSK_PROFILE is where it keeps its cache.
set -u
wall=${1:?the link of the screen is missing}
profile=${KIOSK_PROFILE:-${XDG_STATE_HOME:-$HOME/.local/state}/vmboard-kiosk}
browser=${KIOSK_BROWSER:-$(command -v chromium || command -v chromium-browser || command -v google-chrome)}
mkdir -p "$profile"

browser_pid=
stop() { [ -n "$browser_pid" ] && kill "$browser_pid" 2>/dev/null; exit 0; }
trap stop TERM INT

# Never an error page for a day: the browser opens once the wall answers, and from then on the wall looks after itself.
answers() { ! command -v curl >/dev/null || curl --fail --silent --output /dev/null --max-time 5 "$wall"; }

while :; do
  until answers; do sleep 3; done
  # What a browser leaves behind that was killed: a lock, and the question whether to restore its pages.
  rm -f "$profile"/Singleton*
  [ -f "$profile/Default/Preferences" ] &&
    sed -i 's/"exit_type":"[A-Za-z]*"/"exit_type":"Normal"/; s/"exited_cleanly":false/"exited_cleanly":true/' \
      "$profile/Default/Preferences"
  # shellcheck disable=SC2086  # several flags in one variable
  "$browser" --kiosk --user-data-dir="$profile" --no-first-run --no-default-browser-check --noerrdialogs \
    --disable-session-crashed-bubble --hide-crash-restore-bubble --disable-infobars --hide-scrollbars \
    --disable-features=Translate,OverscrollHistoryNavigation --disable-pinch --password-store=basic \
    --check-for-update-interval=31536000 --disable-component-update --disk-cache-size=104857600 \
    --force-device-scale-factor=1 ${KIOSK_FLAGS:-} "$wall" &
  browser_pid=$!
  wait "$browser_pid"
  sleep 2
done
