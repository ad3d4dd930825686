#!/bin/sh
# A browser draws the static figures and runs the browser tests. Installed where it can be: Debian's package, as root.
for name in chromium chromium-browser google-chrome google-chrome-stable; do
  command -v "$name" >/dev/null 2>&1 && exit 0
done
[ -n "$OBSERVATORY_BROWSER" ] && exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
  echo "Installation de Chromium (paquet Debian)…"
  { apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends chromium; } >/dev/null 2>&1 && exit 0
fi
echo "Pas de navigateur : le site sera publié sans les images PNG et SVG."
echo "Pour en avoir un (Debian, Ubuntu) : sudo apt-get install chromium"
exit 0
