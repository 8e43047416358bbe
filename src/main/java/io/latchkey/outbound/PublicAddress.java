package io.latchkey.outbound;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Which addresses are on the public internet. An IPv6 address that carries an IPv4 one is as public as that one.
 *
 * @see <a href="https://www.iana.org/assignments/iana-ipv4-special-registry">Special IPv4 addresses</a>
 * @see <a href="https://www.iana.org/assignments/iana-ipv6-special-registry">Special IPv6 addresses</a>
 */
final class PublicAddress {

    private static final List<Block> NOT_PUBLIC = Block.list(
            "0.0.0.0/8",
            "10.0.0.0/8",
            "100.64.0.0/10",
            "127.0.0.0/8",
            // What an Azure machine finds its host at: metadata, DNS and more.
            "168.63.129.16/32",
            "169.254.0.0/16",
            "172.16.0.0/12",
            "192.0.0.0/24",
            "192.0.2.0/24",
            "192.31.196.0/24",
            "192.52.193.0/24",
            "192.88.99.0/24",
            "192.168.0.0/16",
            "192.175.48.0/24",
            "198.18.0.0/15",
            "198.51.100.0/24",
            "203.0.113.0/24",
            "224.0.0.0/4",
            "240.0.0.0/4");

    /** All public IPv6 addresses there are so far, less the special ones among them. */
    private static final Block GLOBAL_UNICAST = Block.of("2000::/3");

    private static final List<Block> NOT_PUBLIC_UNICAST =
            Block.list("2001::/23", "2001:db8::/32", "2620:4f:8000::/48", "3fff::/20");

    private static final Block SIX_TO_FOUR = Block.of("2002::/16");
    private static final Block NAT64 = Block.of("64:ff9b::/96");

    private PublicAddress() {}

    static boolean isPublic(InetAddress address) {
        return switch (address) {
            case Inet4Address four -> isOutsideOf(NOT_PUBLIC, four);
            // A zone is written only where an address means something on one network alone.
            case Inet6Address six when six.getScopeId() != 0 || six.getScopedInterface() != null -> false;
            case Inet6Address six ->
                carried(six)
                        .map(PublicAddress::isPublic)
                        .orElseGet(() -> GLOBAL_UNICAST.holds(six) && isOutsideOf(NOT_PUBLIC_UNICAST, six));
            default -> false;
        };
    }

    private static boolean isOutsideOf(List<Block> blocks, InetAddress address) {
        return blocks.stream().noneMatch(block -> block.holds(address));
    }

    /** The IPv4 address inside. Mapped ones need no rule: Java makes them IPv4 addresses itself. */
    private static Optional<InetAddress> carried(Inet6Address address) {
        if (SIX_TO_FOUR.holds(address)) {
            return Optional.of(fourBytes(address, 2));
        }
        return NAT64.holds(address) ? Optional.of(fourBytes(address, 12)) : Optional.empty();
    }

    private static InetAddress fourBytes(Inet6Address address, int from) {
        return inet(Arrays.copyOfRange(address.getAddress(), from, from + 4));
    }

    private static InetAddress inet(byte[] bytes) {
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("four bytes are an address", e);
        }
    }

    /** Addresses that begin alike. */
    private record Block(InetAddress first, int length) {

        static List<Block> list(String... blocks) {
            return Arrays.stream(blocks).map(Block::of).toList();
        }

        static Block of(String block) {
            var slash = block.indexOf('/');
            return new Block(
                    InetAddress.ofLiteral(block.substring(0, slash)),
                    Integer.parseInt(block, slash + 1, block.length(), 10));
        }

        boolean holds(InetAddress address) {
            var bytes = address.getAddress();
            var mine = first.getAddress();
            if (bytes.length != mine.length) {
                return false;
            }
            for (var bit = 0; bit < length; bit++) {
                if ((((bytes[bit / 8] ^ mine[bit / 8]) >> (7 - bit % 8)) & 1) != 0) {
                    return false;
                }
            }
            return true;
        }
    }
}
