package io.aloft.ipvs;

/** Opens the way to the kernel's table; asked again after it failed. */
@FunctionalInterface
public interface IpvsConnector {

    /**
     * A client for the table of this process's network namespace.
     *
     * @throws IpvsUnavailableException the kernel has no IPVS, or this process may not use it
     */
    IpvsClient open() throws IpvsUnavailableException;
}
