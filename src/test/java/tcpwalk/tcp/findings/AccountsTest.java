package tcpwalk.tcp.findings;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import tcpwalk.tcp.Account;
import tcpwalk.tcp.Observation;
import tcpwalk.wire.Segment;

/** An account is put into words when somebody reads it. By then the segment that it is about holds another's numbers. */
class AccountsTest {

    @Test
    void noAccountWaitsForASegmentThatIsFilledAnew() {
        List<Method> accounts = new ClassFileImporter().importPackages("tcpwalk.tcp.findings").stream()
                .map(JavaClass::reflect).flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
                .filter(method -> method.isSynthetic() && method.getReturnType() == Account.class).toList();
        assertThat(accounts).hasSizeGreaterThan(50).noneMatch(account -> Arrays.stream(account.getParameterTypes())
                .anyMatch(type -> type == Segment.class || type == Observation.class));
    }
}
