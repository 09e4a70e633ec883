package tcpwalk.cli;

import java.io.PrintWriter;
import java.io.StringWriter;

/** What a command line, executed in this process, left behind. */
record Result(int status, String out, String err) {

    static Result of(String... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int status = Main.run(new PrintWriter(out), new PrintWriter(err), args);
        return new Result(status, out.toString(), err.toString());
    }
}
