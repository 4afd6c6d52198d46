#!/bin/sh
# Prepares a real server for direct routing: it has the virtual address, but tells nobody.
# usage: real-server.sh start|stop|status [ADDRESS]
set -eu

address=${2:-10.77.0.100}

# ARP questions arrive on the LAN's interface; with 1 it answers only for addresses that are on that very interface, and
# the virtual address is on lo. The larger one of "all" and the interface's own value counts, so "all" is enough.
ignore=net.ipv4.conf.all.arp_ignore

# With 2, ARP questions of this host never name the virtual address as their sender.
announce=net.ipv4.conf.all.arp_announce

case ${1:-} in
start)
    # First silence, then the address: the other way round the LAN could learn it from us in between.
    sysctl -qw "$ignore=1" "$announce=2"
    ip address replace "$address/32" dev lo label lo:vip
    ;;
stop)
    # First the address, then the voice.
    ip address del "$address/32" dev lo 2>/dev/null || true
    sysctl -qw "$ignore=0" "$announce=0"
    ;;
status)
    ip -4 address show dev lo
    sysctl "$ignore" "$announce"
    ;;
*)
    echo "usage: $0 start|stop|status [ADDRESS]" >&2
    exit 2
    ;;
esac
