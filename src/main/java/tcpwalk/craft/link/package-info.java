/**
 * The lowest layer of crafting: what lets complete IP packets leave this machine and keeps its kernel quiet.
 *
 * <p>{@link tcpwalk.craft.link.RouteLookup} says which way a packet goes, {@link tcpwalk.craft.link.PortGuard} stops
 * the kernel from resetting what it did not open, {@link tcpwalk.craft.link.Injector} sends. Linux, 64 bits, through
 * JNA. May import {@code wire}, nothing else of tcpwalk.
 */
package tcpwalk.craft.link;
