package tcpwalk.capture.live;

import java.util.List;
import tcpwalk.wire.IpAddress;

/**
 * One network interface of this machine, and what it is good for here and now.
 *
 * @param index             the kernel's number of it
 * @param up                whether it is administratively up
 * @param carrier           whether it has a link
 * @param framing           how its frames begin, for people: {@code Ethernet}, {@code raw IP}
 * @param mtu               the longest IP packet, in bytes
 * @param hardwareAddress   its link-layer address; empty where it has none
 * @param captureObstacle   why nothing can be captured on it; empty if it can
 * @param injectionObstacle why nothing can be sent through it; empty if it can
 * @param injectsFrames     whether link-layer frames can be sent, or else IP packets only
 */
public record LocalInterface(int index, String name, boolean up, boolean carrier, boolean loopback, String framing,
                             int mtu, String hardwareAddress, List<IpAddress> addresses, String captureObstacle,
                             String injectionObstacle, boolean injectsFrames) {

    public boolean canCapture() {
        return captureObstacle.isEmpty();
    }

    public boolean canInject() {
        return injectionObstacle.isEmpty();
    }
}
