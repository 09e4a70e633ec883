/**
 * The full-screen live view: {@code model} keeps on the tracking thread what a screen can show and no more,
 * {@code screen} turns a snapshot of it into lines, {@code terminal} puts lines on a terminal and reads its keys; this
 * package joins them. May import {@code sniff}, {@code render}, {@code explain}, {@code timeline}, {@code tcp} and
 * {@code wire}. Start reading at {@link tcpwalk.watch.Watch}.
 */
package tcpwalk.watch;
