package cn.bioapproval.materials;

import cn.bioapproval.cases.Refusal;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A folder of files named by the SHA-256 of their content: {@code ab/abcdef…}. What comes in is written beside it, in
 * {@code incoming}, and reaches its place whole or not at all. No name from outside becomes part of a path.
 */
final class FileStore {

    private static final Logger log = LoggerFactory.getLogger(FileStore.class);
    private static final int PIECE = 64 * 1024;
    private static final String CONTENT = "[0-9a-f]{64}";

    private final Path directory;
    private final Path incoming;
    private final long maxSize;
    private final long keepFree;
    private final MaterialScanner scanner;
    private final Clock clock;

    /** @param clock the time of the file system; the office's clock may be turned */
    FileStore(MaterialsProperties properties, MaterialScanner scanner, Clock clock) {
        this.directory = properties.directory().toAbsolutePath().normalize();
        this.incoming = directory.resolve("incoming");
        this.maxSize = properties.maxSize().toBytes();
        this.keepFree = properties.keepFree().toBytes();
        this.scanner = scanner;
        this.clock = clock;
        try {
            Files.createDirectories(incoming);
        } catch (IOException e) {
            throw new UncheckedIOException("The folder for materials cannot be made", e);
        }
    }

    long maxSize() {
        return maxSize;
    }

    /** A file that has arrived whole and clean; deleted again unless it was kept. */
    final class Arrived implements AutoCloseable {

        private final Path file;
        private final byte[] sha256;
        private final long size;

        private Arrived(Path file, byte[] sha256, long size) {
            this.file = file;
            this.sha256 = sha256;
            this.size = size;
        }

        Path file() {
            return file;
        }

        byte[] sha256() {
            return sha256.clone();
        }

        long size() {
            return size;
        }

        /** Puts the file in its place, on the disk for good. Content that is there already is there once more as new. */
        void keep() {
            Path place = place(sha256);
            try {
                Files.createDirectories(place.getParent());
                if (Files.exists(place) && Files.size(place) == size) {
                    Files.setLastModifiedTime(place, FileTime.from(clock.instant()));
                } else {
                    Files.move(file, place, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
                }
                force(place.getParent());
                force(directory);
            } catch (IOException e) {
                throw unwritable(e);
            }
        }

        @Override
        public void close() {
            delete(file);
        }
    }

    /**
     * Writes a stream to disk, hashed and scanned as it passes; of its content never more than one piece is in memory.
     *
     * @param announced its length as the sender says it; negative if unknown
     * @throws Refusal      if it is too large, empty or incomplete, could not be scanned, or the disk is full
     * @throws InfectedFile if the scanner found something
     */
    Arrived receive(FileName name, InputStream content, long announced) {
        if (announced > maxSize) {
            throw tooLarge();
        }
        requireRoom(Math.max(announced, 0));
        Path file = incoming.resolve(UUID.randomUUID() + ".part");
        try {
            return receive(name, content, announced, file);
        } catch (RuntimeException | Error e) {
            delete(file);
            throw e;
        }
    }

    private Arrived receive(FileName name, InputStream content, long announced, Path file) {
        MessageDigest digest = sha256();
        long size = 0;
        try (MaterialScanner.Scan scan = begin()) {
            try (FileChannel out =
                    FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                byte[] piece = new byte[PIECE];
                for (int read = next(content, piece); read >= 0; read = next(content, piece)) {
                    size += read;
                    if (size > maxSize) {
                        throw tooLarge();
                    }
                    digest.update(piece, 0, read);
                    see(scan, piece, read);
                    write(out, ByteBuffer.wrap(piece, 0, read));
                }
                out.force(true);
            } catch (IOException e) {
                throw unwritable(e);
            }
            if (size == 0) {
                throw Refusal.invalid(Refusals.EMPTY, "文件“" + name.text() + "”是空的，请检查后重新上传。");
            }
            if (announced >= 0 && size != announced) {
                throw incomplete();
            }
            Optional<String> virus = finding(scan);
            if (virus.isPresent()) {
                log.warn("A file handed in is infected with {}", virus.get());
                throw new InfectedFile(virus.get(), digest.digest(), size);
            }
        } catch (IOException e) {
            log.debug("The scanner did not close in an orderly way", e);
        }
        return new Arrived(file, digest.digest(), size);
    }

    private static int next(InputStream content, byte[] piece) {
        try {
            return content.read(piece);
        } catch (IOException e) {
            throw incomplete();
        }
    }

    private static void write(FileChannel out, ByteBuffer piece) throws IOException {
        while (piece.hasRemaining()) {
            out.write(piece);
        }
    }

    private MaterialScanner.Scan begin() {
        try {
            return scanner.begin();
        } catch (IOException e) {
            throw notScanned(e);
        }
    }

    private static void see(MaterialScanner.Scan scan, byte[] piece, int length) {
        try {
            scan.see(piece, 0, length);
        } catch (IOException e) {
            throw notScanned(e);
        }
    }

    private static Optional<String> finding(MaterialScanner.Scan scan) {
        try {
            return scan.finding();
        } catch (IOException e) {
            throw notScanned(e);
        }
    }

    /**
     * The file with that content.
     *
     * @throws Refusal {@code ERR_MATERIAL_STORE} if it is not there, or not as long as it was
     */
    Path get(byte[] sha256, long size) {
        Path place = place(sha256);
        try {
            if (Files.size(place) == size) {
                return place;
            }
            log.error("{} is not as long as it was", place);
        } catch (IOException e) {
            log.error("{} cannot be read", place, e);
        }
        throw Refusal.conflict(Refusals.STORE, "文件暂时读取不到，请联系系统管理员。");
    }

    /** Deletes files that never arrived whole, begun before that instant. */
    void dropIncoming(Instant before) throws IOException {
        try (Stream<Path> files = Files.list(incoming)) {
            files.filter(file -> isOlder(file, before)).forEach(FileStore::delete);
        }
    }

    /** The SHA-256 of every file that was last put in its place before that instant. */
    void eachOlder(Instant before, Consumer<byte[]> visitor) throws IOException {
        try (Stream<Path> files = Files.walk(directory, 2)) {
            files.filter(file -> file.getFileName().toString().matches(CONTENT))
                    .filter(file -> isOlder(file, before))
                    .forEach(file -> visitor.accept(HexFormat.of().parseHex(file.getFileName().toString())));
        }
    }

    /** Deletes the file with that content if it was last put in its place before that instant. */
    boolean drop(byte[] sha256, Instant before) {
        Path place = place(sha256);
        return isOlder(place, before) && delete(place);
    }

    private Path place(byte[] sha256) {
        String name = HexFormat.of().formatHex(sha256);
        return directory.resolve(name.substring(0, 2)).resolve(name);
    }

    private void requireRoom(long announced) {
        try {
            if (Files.getFileStore(incoming).getUsableSpace() - announced < keepFree) {
                log.error("The disk of {} is full: {} bytes must stay free", directory, keepFree);
                throw Refusal.conflict(Refusals.STORE, "服务器存储空间不足，文件没有保存。请联系系统管理员。");
            }
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    private static boolean isOlder(Path file, Instant before) {
        try {
            return Files.isRegularFile(file) && Files.getLastModifiedTime(file).toInstant().isBefore(before);
        } catch (NoSuchFileException gone) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean delete(Path file) {
        try {
            return Files.deleteIfExists(file);
        } catch (IOException e) {
            log.warn("{} could not be deleted", file, e);
            return false;
        }
    }

    /** A folder keeps its new entries only when it is told to; where folders cannot be told, the system sees to it. */
    private static void force(Path folder) {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            log.debug("{} cannot be forced", folder, e);
        }
    }

    private Refusal tooLarge() {
        return Refusal.tooLarge(
                Refusals.TOO_LARGE,
                "文件超过 %d MB 的上限，没有保存。请压缩图片、降低扫描分辨率或拆分后重新上传。".formatted(maxSize / 1024 / 1024));
    }

    private static Refusal incomplete() {
        return Refusal.invalid(Refusals.INCOMPLETE, "上传中断，文件没有收全，也没有保存。请重新上传。");
    }

    private static Refusal notScanned(IOException cause) {
        log.error("A file could not be scanned", cause);
        return Refusal.conflict(Refusals.NOT_SCANNED, "病毒检查暂时无法进行，文件没有保存。请稍后重试，或联系系统管理员。");
    }

    private static Refusal unwritable(IOException cause) {
        log.error("A file could not be written", cause);
        return Refusal.conflict(Refusals.STORE, "文件暂时无法保存，请稍后重试，或联系系统管理员。");
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
