package io.aloft.posix;

/** The permissions that new files do not get, whatever their maker asks for (umask). */
public final class CreationMask {

    private static final int ALL_PERMISSIONS = 0777;

    private CreationMask() {}

    /**
     * Sets the mask for the calling thread and for the processes it starts from now on.
     *
     * <p>Linux keeps the mask, the working directory and the root directory together, shared by all threads until one
     * leaves the others. The thread leaves for good: a later change of the working directory elsewhere does not reach it.
     *
     * @param mask 0..0777
     * @throws PosixException EPERM where a sandbox forbids the thread to leave; the mask is then unchanged
     */
    public static void setForThisThread(int mask) throws PosixException {
        if (mask < 0 || mask > ALL_PERMISSIONS) {
            throw new IllegalArgumentException("umask: " + Integer.toOctalString(mask) + " (expected: 0..777, octal)");
        }
        LibC.check("leave the shared umask", LibC.unshare(LibC.CLONE_FS));
        // umask() cannot fail; it returns the mask before.
        int before = LibC.umask(mask);
        assert before >= 0;
    }
}
