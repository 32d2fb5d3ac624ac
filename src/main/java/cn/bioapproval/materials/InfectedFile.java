package cn.bioapproval.materials;

/** A file in which the scanner found something; nothing of it is kept. */
class InfectedFile extends RuntimeException {

    private final String virus;
    private final byte[] sha256;
    private final long size;

    InfectedFile(String virus, byte[] sha256, long size) {
        super(virus);
        this.virus = virus;
        this.sha256 = sha256.clone();
        this.size = size;
    }

    /** As the scanner names it. */
    String virus() {
        return virus;
    }

    byte[] sha256() {
        return sha256.clone();
    }

    /** In octets. */
    long size() {
        return size;
    }
}
