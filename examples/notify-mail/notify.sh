#!/bin/sh
# Mails a change of state. usage: notify.sh RECIPIENT INSTANCE|GROUP NAME STATE PRIORITY
# What is printed here goes nowhere, so trouble goes to the system log.
set -u

if [ $# -ne 5 ]; then
    logger -t notify.sh "expected RECIPIENT TYPE NAME STATE PRIORITY, got $# arguments"
    exit 2
fi
recipient=$1 type=$2 name=$3 state=$4 priority=$5
host=$(uname -n)

logger -t notify.sh "$type $name is $state with priority $priority"

/usr/sbin/sendmail -t <<MAIL || { logger -t notify.sh "mail to $recipient failed"; exit 1; }
To: $recipient
Subject: [$host] $name is $state

$(date '+%Y-%m-%d %H:%M:%S %z')
$type $name on $host is now $state, effective priority $priority.

$(ip -brief -4 address show)
MAIL
