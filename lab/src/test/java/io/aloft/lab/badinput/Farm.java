package io.aloft.lab.badinput;

/** The virtual server of the tests here. */
final class Farm {

    /** With one real server, where nobody answers: its check fails about two seconds after the start. */
    static final String CONFIG = """
        virtual_server 10.77.0.100 80 {
            delay_loop 1
            lb_algo rr
            lb_kind NAT
            protocol TCP
            real_server 10.77.0.1 81 {
                TCP_CHECK {
                    connect_timeout 1
                    retry 1
                    delay_before_retry 1
                }
            }
        }
        """;

    private Farm() {}
}
