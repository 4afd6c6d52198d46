#!/bin/sh
# Tells MISC_CHECK the weight of a mail server: 10, less one for every hundred messages in its queue, and never below 1.
# Something else writes the length of the queue to /run/mail-queue/ADDRESS; without that file the server has its full weight.
# With misc_dynamic a status of 2 and more is the weight plus 2, and 1 takes the server out.
queue=/run/mail-queue/$1
waiting=0
if [ -r "$queue" ]; then read -r waiting <"$queue"; fi
weight=$((10 - waiting / 100))
if [ "$weight" -lt 1 ]; then weight=1; fi
exit $((weight + 2))
