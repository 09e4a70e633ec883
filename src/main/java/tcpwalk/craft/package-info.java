/**
 * Bytes out: a connection walked by our own endpoint instead of the kernel's. A {@link tcpwalk.craft.Walk} joins the
 * endpoint of {@code craft.endpoint} with what the capture sees and with an output for IP packets; the machine's side
 * of it, routes, guard socket and injectors, is {@code craft.link}. May import {@code tcp} and {@code wire}, never
 * {@code capture}: the command line joins the two.
 */
package tcpwalk.craft;
