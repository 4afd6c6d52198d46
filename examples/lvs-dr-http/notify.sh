#!/bin/sh
# Writes each change of state to the system log, with the table of the kernel when this director took over.
# Arguments: INSTANCE|GROUP NAME STATE PRIORITY. What is printed here goes nowhere, hence logger.
set -u

type=$1 name=$2 state=$3 priority=$4

logger -t web-farm "$type $name is $state with priority $priority"

if [ "$state" = MASTER ] && command -v ipvsadm >/dev/null; then
    ipvsadm -Ln | logger -t web-farm
fi
