package io.aloft.netlink.message;

/** Numbers of the netlink header that every protocol shares (linux/netlink.h). */
public final class Netlink {

    /** Bytes of the message header: length, type, flags, sequence, port id. */
    public static final int HEADER_BYTES = 16;

    /** Messages and attributes start on multiples of this. */
    public static final int ALIGNMENT = 4;

    /** Message type: nothing to see. */
    public static final int NLMSG_NOOP = 1;
    /** Message type: an error, or an acknowledgement when its number is zero. */
    public static final int NLMSG_ERROR = 2;
    /** Message type: the end of a dump. */
    public static final int NLMSG_DONE = 3;
    /** Message type: messages were lost. */
    public static final int NLMSG_OVERRUN = 4;
    /** Types below this belong to netlink itself. */
    public static final int NLMSG_MIN_TYPE = 16;

    /** Flag: every request carries it. */
    public static final int NLM_F_REQUEST = 0x01;
    /** Flag: one of several messages that DONE ends. */
    public static final int NLM_F_MULTI = 0x02;
    /** Flag: answer with an acknowledgement. */
    public static final int NLM_F_ACK = 0x04;
    /** Flag: the table changed while it was dumped. */
    public static final int NLM_F_DUMP_INTR = 0x10;
    /** Flags: the whole table (ROOT and MATCH). */
    public static final int NLM_F_DUMP = 0x300;
    /** Flag of NEW requests: replace what exists. */
    public static final int NLM_F_REPLACE = 0x100;
    /** Flag of NEW requests: fail when it exists. */
    public static final int NLM_F_EXCL = 0x200;
    /** Flag of NEW requests: create when it does not exist. */
    public static final int NLM_F_CREATE = 0x400;
    /** Flag of NEW requests: add at the end of the list. */
    public static final int NLM_F_APPEND = 0x800;

    /** Flag of an acknowledgement: the request is not repeated in it. */
    public static final int NLM_F_CAPPED = 0x100;
    /** Flag of an acknowledgement: attributes with the kernel's own text follow. */
    public static final int NLM_F_ACK_TLVS = 0x200;

    /** Attribute of an acknowledgement: text. */
    public static final int NLMSGERR_ATTR_MSG = 1;

    /** Bytes of an attribute header: length and type. */
    public static final int ATTRIBUTE_HEADER_BYTES = 4;
    /** Bit of an attribute type: its payload is attributes. */
    public static final int NLA_F_NESTED = 0x8000;
    /** The bits of an attribute type that name it. */
    public static final int NLA_TYPE_MASK = 0x3fff;

    private Netlink() {}

    /** {@code length} rounded up to the alignment. */
    public static int align(int length) {
        return (length + ALIGNMENT - 1) & -ALIGNMENT;
    }
}
