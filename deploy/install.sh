#!/bin/sh
# Makes a Debian 12 or 13 machine a kiosk: the program in /opt/nabokiosk, a user of its own, systemd
# units, and nothing at the keyboard that leads out of the lobby. Again after each update; what is so
# already stays as it is. `machine/` lies here as it will lie below `/`.
#
#   sudo sh deploy/install.sh [--graphical] [--dry-run] [--root DIR]
#   sudo sh deploy/install.sh --seal-key [--dry-run]
#
#   --graphical  the lobby in a Wayland terminal: large letters, and scripts that a console lacks
#   --seal-key   put the key where only this machine can read it, in its TPM if it has one
#   --dry-run    say what would be done, and do nothing
#   --root DIR   only put the files below DIR, and leave this machine alone
set -eu
umask 022

here=$(cd "$(dirname "$0")" && pwd)
root='' dry='' graphical='' seal='' running=''
program=/opt/nabokiosk
key=/etc/nabokiosk/kiosk.key
sealed=/etc/credstore.encrypted/kiosk.key

usage() {
	sed -n 's/^#   //p' "$0" >&2
	exit 2
}

while [ $# -gt 0 ]; do
	case $1 in
	--dry-run) dry=1 ;;
	--graphical) graphical=1 ;;
	--seal-key) seal=1 ;;
	--root)
		root=${2:-}
		root=${root%/}
		if [ -z "$root" ]; then usage; fi
		shift
		;;
	*) usage ;;
	esac
	shift
done

do_it() { # or say it
	if [ -n "$dry" ]; then echo "$*"; else "$@"; fi
}

here_only() { # what changes the machine that runs, and not files
	if [ -z "$root" ]; then do_it "$@"; fi
}

put() { # every file of a tree, as it is there
	(cd "$here/$1" && find . -type f | sed 's,^\./,,' | sort) | while read -r file; do
		mode=644
		if [ -x "$here/$1/$file" ]; then mode=755; fi
		do_it install -D -m "$mode" "$here/$1/$file" "$root/$file"
	done
}

if [ -z "$root$dry" ] && [ "$(id -u)" -ne 0 ]; then
	echo "Run this with sudo." >&2
	exit 1
fi

if [ -n "$seal" ]; then # the file goes only when what was sealed can be read again
	if [ -z "$dry" ] && [ ! -e "$key" ]; then
		echo "No key is in $key: it is sealed already, or sudo kiosk init comes first." >&2
		exit 1
	fi
	do_it systemd-creds encrypt --name=kiosk.key "$key" "$sealed.new"
	do_it sh -c "systemd-creds decrypt --name=kiosk.key $sealed.new - | cmp - $key"
	do_it mv "$sealed.new" "$sealed"
	do_it shred -u "$key"
	echo "The key is sealed. On another machine only the recovery code opens the backups from now on;"
	echo "if you have none on paper yet: sudo kiosk recovery"
	exit
fi

python=python3
if [ -z "$root$dry" ] && ! "$python" -c 'import venv, ensurepip'; then
	echo "First: apt install python3-venv" >&2
	exit 1
fi

if [ -z "$root$dry" ] && [ -n "$graphical" ]; then
	for program_needed in cage foot Xwayland; do
		if ! command -v "$program_needed" >/dev/null; then
			echo "First: apt install cage xwayland foot fonts-dejavu-core" >&2
			exit 1
		fi
	done
fi
if [ -z "$root$dry" ] && ! systemctl --quiet is-active ssh.service && ! systemctl --quiet is-active ssh.socket; then
	echo "First: apt install openssh-server. The lobby takes the console, so you come in over SSH." >&2
	exit 1
fi

put machine
if [ -n "$graphical" ]; then put graphical; fi
for unit in ctrl-alt-del.target kbrequest.target swap.target; do
	do_it ln -sfn /dev/null "$root/etc/systemd/system/$unit"
done
here_only systemctl daemon-reexec

if [ -z "$root$dry" ]; then # what runs stands still meanwhile, and runs again however this ends
	for unit in nabokiosk-lobby nabokiosk-office; do
		if systemctl --quiet is-active "$unit"; then running="$running $unit"; fi
	done
	# shellcheck disable=SC2086 # names of units have no spaces
	if [ -n "$running" ]; then
		trap 'systemctl start $running' EXIT
		systemctl stop $running
	fi
fi

here_only systemd-sysusers /etc/sysusers.d/nabokiosk.conf
here_only systemd-tmpfiles --create /etc/tmpfiles.d/nabokiosk.conf
pip="$program/bin/python -m pip --disable-pip-version-check --quiet"
here_only "$python" -m venv "$program"
# shellcheck disable=SC2086 # a command and its options
here_only $pip install --require-hashes -r "$here/requirements.lock"
here_only rm -rf "$program/source" # built from a copy, so that root leaves nothing in the checkout
here_only mkdir "$program/source"
for part in pyproject.toml README.md LICENSE kiosk screens locales deploy; do
	here_only cp -R "$here/../$part" "$program/source"
done
# shellcheck disable=SC2086
here_only $pip install --no-deps --no-build-isolation --force-reinstall "$program/source"
here_only rm -rf "$program/source"
here_only swapoff -a || echo "Swap does not fit into memory now: restart the machine afterwards."
here_only sysctl --quiet --load=/etc/sysctl.d/60-nabokiosk.conf
here_only udevadm control --reload
here_only udevadm trigger --subsystem-match=usb --subsystem-match=usbmisc
if [ -z "$root$dry" ] && [ -e /var/lib/nabokiosk/id ]; then # data of an older program: one alone
	/usr/local/sbin/kiosk audit --verify || true                # brings it up to date
fi

cat <<'END'

Nabokiosk is installed. What is left, once:
  1. sudo kiosk init                            the estate, the doors, the caretaker, the printer
  2. sudo sh deploy/install.sh --seal-key       the key to the data, for this machine alone
  3. sudo systemctl enable --now nabokiosk-office nabokiosk-lobby
  4. sudo kiosk doctor

From step 3 on the first console is the lobby and there is no other: whoever looks after the machine
comes in over SSH. Restart it once, and set a password for its firmware and its boot menu.
END
