package tcpwalk.cli;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.ByteBuffer;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import tcpwalk.capture.LinkType;
import tcpwalk.capture.live.Libpcap;
import tcpwalk.craft.Inbox;
import tcpwalk.craft.Rehearsal;
import tcpwalk.craft.WalkListener;
import tcpwalk.craft.endpoint.EndpointSettings;
import tcpwalk.craft.endpoint.Offer;
import tcpwalk.craft.link.PacketEncoder;
import tcpwalk.craft.link.RouteLookup;
import tcpwalk.render.TextStyle;
import tcpwalk.tcp.Connection;
import tcpwalk.tcp.Side;
import tcpwalk.tcp.Step;
import tcpwalk.timeline.Timelines;
import tcpwalk.wire.EndpointAddress;
import tcpwalk.wire.IpAddress;
import tcpwalk.wire.Segment;

/**
 * Takes a rehearsed walk all the way from frames to text and throws it away, so that what the real one needs is loaded:
 * the round trip that the peer measures should be that of the network.
 */
final class WarmUp implements WalkListener {

    /** Addresses for documentation (RFC 5737); nothing is sent to them. */
    private static final EndpointAddress HERE = new EndpointAddress(IpAddress.parse("192.0.2.1"), 40_000);
    private static final EndpointAddress THERE = new EndpointAddress(IpAddress.parse("192.0.2.2"), 80);
    private static final IpAddress LOOPBACK = IpAddress.parse("127.0.0.1");
    private static final int ETHERNET_HEADER = 14;
    private static final int TYPE = 12;

    private final Inbox inbox = new Inbox();
    private final WalkCapture capture;
    private final WalkDisplay display = new TextWalkDisplay(new PrintWriter(Writer.nullWriter()), TextStyle.plain(100));
    private final ByteBuffer frame = ByteBuffer.allocateDirect(2048);

    private WarmUp(EndpointSettings settings) {
        capture = new WalkCapture(settings.local(), settings.remote(), inbox, null);
    }

    /** Begins on threads of its own, while the command line is read, names are resolved and the capture is opened. */
    static FutureTask<Void> start() {
        FutureTask<Void> rehearsal = new FutureTask<>(WarmUp::rehearse);
        daemon(rehearsal, "rehearsal");
        daemon(WarmUp::loadNativeCode, "native code");
        return rehearsal;
    }

    /** Waits for the end of it. */
    static void await(FutureTask<Void> rehearsal) throws IOException {
        try {
            rehearsal.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the rehearsal failed", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        }
    }

    private static Thread daemon(Runnable work, String name) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private static Void rehearse() throws IOException {
        EndpointSettings settings = new EndpointSettings(Side.CLIENT, HERE, THERE,
                new Offer(1460, 64_240, 7, true, true, true), 1, 1, 1460, 3, CraftOptions.TWO_MSL);
        WarmUp warmUp = new WarmUp(settings);
        warmUp.display.begin(HERE, THERE, "");
        Rehearsal.run(settings, warmUp);
        return null;
    }

    /** Begins to load only what capturing takes. */
    static Thread startNativeCode() {
        return daemon(WarmUp::loadNativeCode, "native code");
    }

    /** JNA and libpcap take longest. What cannot be loaded is reported by whoever needs it. */
    private static void loadNativeCode() {
        try {
            RouteLookup.to(LOOPBACK).find();
            Libpcap.version();
        } catch (IOException e) {
            return;
        }
    }

    @Override
    public void step(Step step, Connection connection) {
        try {
            display.row(Timelines.row(step, connection));
            see(step.segment());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** As the capture will: a frame in a direct buffer. */
    private void see(Segment segment) throws InterruptedException {
        if (segment == null) {
            return;
        }
        frame.clear().putShort(TYPE, (short) (segment.ipVersion() == 4 ? 0x0800 : 0x86dd)).position(ETHERNET_HEADER);
        PacketEncoder.encode(segment, frame);
        capture.frame(LinkType.ETHERNET, segment.time(), frame.position(), frame.flip());
        inbox.await(inbox.now());
    }
}
