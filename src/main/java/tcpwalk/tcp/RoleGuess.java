package tcpwalk.tcp;

import tcpwalk.wire.Segment;

/** Who is the client, from the first segment of a connection that the capture holds. */
record RoleGuess(Side sender, Roles evidence) {

    /** Ports below this need privilege to listen on, so a listener is likely there. */
    private static final int PRIVILEGED = 1024;

    static RoleGuess of(Segment first) {
        if (first.isSyn()) {
            return first.isAck() ? new RoleGuess(Side.SERVER, Roles.SYN_ACK) : new RoleGuess(Side.CLIENT, Roles.SYN);
        }
        if (IllegalFlags.isDropped(first.flags())) {
            return new RoleGuess(Side.CLIENT, Roles.FIRST_SPEAKER);
        }
        int source = first.sourcePort();
        int destination = first.destinationPort();
        if (source == destination) {
            return new RoleGuess(Side.CLIENT, Roles.FIRST_SPEAKER);
        }
        boolean bothPrivileged = source < PRIVILEGED && destination < PRIVILEGED;
        boolean sourceServes = !bothPrivileged && isServicePort(source) != isServicePort(destination)
                ? isServicePort(source) : source < destination;
        return new RoleGuess(sourceServes ? Side.SERVER : Side.CLIENT, Roles.PORT);
    }

    /** Privileged ports, and registered ones that servers are commonly found on (IANA service names). */
    private static boolean isServicePort(int port) {
        return switch (port) {
            case 1433, 1521, 1883, 2049, 2181, 2375, 2379, 3000, 3128, 3260, 3306, 3389, 4222, 5000, 5060, 5222, 5432,
                    5555, 5601, 5672, 5900, 6000, 6379, 6443, 6667, 7000, 7001, 7077, 8000, 8008, 8080, 8081, 8086,
                    8088, 8443, 8500, 8883, 8888, 9000, 9042, 9090, 9092, 9100, 9200, 9300, 9418, 11211, 15672, 25565,
                    27017, 50000, 50051 -> true;
            default -> port < PRIVILEGED;
        };
    }
}
