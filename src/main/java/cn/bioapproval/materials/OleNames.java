package cn.bioapproval.materials;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;

/**
 * The names of the parts of an OLE2 file (Word and Excel 97-2003), from its directory ([MS-CFB]). The directory is a chain
 * of sectors; a chain longer than any document's, or one that goes in circles, ends there.
 */
final class OleNames {

    private static final long SIGNATURE = 0xE11AB1A1E011CFD0L;
    private static final int HEADER_LENGTH = 512;
    private static final int FAT_IN_HEADER = 109;
    private static final int ENTRY_LENGTH = 128;
    private static final int LONGEST_NAME = 64;
    private static final int MOST_SECTORS = 256;

    private OleNames() {}

    static boolean isOle(FileChannel file) throws IOException {
        return file.size() >= HEADER_LENGTH && read(file, 0, 8).getLong(0) == SIGNATURE;
    }

    /** The names; empty if this is no such file. */
    static Set<String> of(FileChannel file) throws IOException {
        if (!isOle(file)) {
            return Set.of();
        }
        ByteBuffer header = read(file, 0, HEADER_LENGTH);
        int shift = header.getShort(30);
        if (shift != 9 && shift != 12) {
            return Set.of();
        }
        int sectorLength = 1 << shift;
        Set<String> names = new HashSet<>();
        long sector = Integer.toUnsignedLong(header.getInt(48));
        for (int i = 0; i < MOST_SECTORS && isWithin(file, sector, sectorLength); i++) {
            collect(read(file, (sector + 1) * sectorLength, sectorLength), names);
            sector = next(file, header, sector, sectorLength);
        }
        return names;
    }

    private static void collect(ByteBuffer sector, Set<String> names) {
        for (int at = 0; at + ENTRY_LENGTH <= sector.limit(); at += ENTRY_LENGTH) {
            int length = Short.toUnsignedInt(sector.getShort(at + LONGEST_NAME));
            if (length >= 2 && length <= LONGEST_NAME) {
                names.add(new String(sector.array(), at, length - 2, StandardCharsets.UTF_16LE));
            }
        }
    }

    /** The sector after this one, by the allocation table, as far as the header itself says where the table lies. */
    private static long next(FileChannel file, ByteBuffer header, long sector, int sectorLength) throws IOException {
        int perSector = sectorLength / Integer.BYTES;
        int part = (int) (sector / perSector);
        if (part >= FAT_IN_HEADER) {
            return -1;
        }
        long table = Integer.toUnsignedLong(header.getInt(76 + part * Integer.BYTES));
        if (!isWithin(file, table, sectorLength)) {
            return -1;
        }
        long position = (table + 1) * sectorLength + sector % perSector * Integer.BYTES;
        return Integer.toUnsignedLong(read(file, position, Integer.BYTES).getInt(0));
    }

    private static boolean isWithin(FileChannel file, long sector, int sectorLength) throws IOException {
        return sector >= 0 && (sector + 1) * sectorLength < file.size();
    }

    private static ByteBuffer read(FileChannel file, long position, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        while (buffer.hasRemaining() && file.read(buffer, position + buffer.position()) >= 0) {
            // until full
        }
        return buffer.rewind().limit(length);
    }
}
