package cn.bioapproval.materials;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;

/**
 * The names of the parts of a ZIP file, from its directory at the end. Nothing is unpacked, so no part can grow beyond
 * bounds; a directory larger than any document's is not read.
 */
final class ZipNames {

    private static final int PART = 0x04034b50;
    private static final int END = 0x06054b50;
    private static final int ENTRY = 0x02014b50;
    private static final int END_LENGTH = 22;
    private static final int ENTRY_LENGTH = 46;
    private static final int LONGEST_COMMENT = 0xFFFF;
    private static final int LARGEST_DIRECTORY = 4 * 1024 * 1024;

    private ZipNames() {}

    static boolean isZip(FileChannel file) throws IOException {
        return file.size() > END_LENGTH && read(file, 0, 4).getInt(0) == PART;
    }

    /** The names; empty if this is no whole ZIP file, or its directory is larger than any document's. */
    static Set<String> of(FileChannel file) throws IOException {
        int tail = (int) Math.min(file.size(), END_LENGTH + LONGEST_COMMENT);
        ByteBuffer end = read(file, file.size() - tail, tail);
        for (int at = tail - END_LENGTH; at >= 0; at--) {
            if (end.getInt(at) == END) {
                long length = Integer.toUnsignedLong(end.getInt(at + 12));
                long start = Integer.toUnsignedLong(end.getInt(at + 16));
                boolean fits = length <= LARGEST_DIRECTORY && start + length <= file.size();
                return fits ? names(read(file, start, (int) length)) : Set.of();
            }
        }
        return Set.of();
    }

    private static Set<String> names(ByteBuffer directory) {
        Set<String> names = new HashSet<>();
        int at = 0;
        while (at + ENTRY_LENGTH <= directory.limit() && directory.getInt(at) == ENTRY) {
            int name = Short.toUnsignedInt(directory.getShort(at + 28));
            int extra = Short.toUnsignedInt(directory.getShort(at + 30));
            int comment = Short.toUnsignedInt(directory.getShort(at + 32));
            if (at + ENTRY_LENGTH + name > directory.limit()) {
                break;
            }
            names.add(new String(directory.array(), at + ENTRY_LENGTH, name, StandardCharsets.UTF_8));
            at += ENTRY_LENGTH + name + extra + comment;
        }
        return names;
    }

    private static ByteBuffer read(FileChannel file, long position, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        while (buffer.hasRemaining() && file.read(buffer, position + buffer.position()) >= 0) {
            // until full
        }
        return buffer.flip();
    }
}
