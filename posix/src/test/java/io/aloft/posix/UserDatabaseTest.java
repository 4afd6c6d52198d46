package io.aloft.posix;

import static org.assertj.core.api.Assertions.assertThat;

import io.aloft.posix.UserDatabase.User;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class UserDatabaseTest {

    @Test
    void rootIsFoundByNameAndByNumber() throws Exception {
        assertThat(UserDatabase.user("root")).contains(new User("root", 0, 0));
        assertThat(UserDatabase.user("0")).contains(new User("root", 0, 0));
        assertThat(UserDatabase.groupId("root")).contains(0L);
    }

    @Test
    void everyUserOfTheFileIsFoundAsItSays() throws Exception {
        for (String line : Files.readAllLines(Path.of("/etc/passwd"))) {
            String[] fields = line.split(":", -1);
            User expected = new User(fields[0], Long.parseLong(fields[2]), Long.parseLong(fields[3]));
            assertThat(UserDatabase.user(fields[0])).contains(expected);
        }
    }

    @Test
    void nobodyIsNoErrorAndNoUser() throws Exception {
        assertThat(UserDatabase.user("no-such-user-here")).isEmpty();
        assertThat(UserDatabase.user("3999999999")).isEmpty();
        assertThat(UserDatabase.groupId("no-such-group-here")).isEmpty();
    }

    @Test
    void groupMayBeANumberWithoutAName() throws Exception {
        assertThat(UserDatabase.groupId("3999999999")).contains(3_999_999_999L);
        assertThat(UserDatabase.groupId("4294967295")).isEmpty();
        assertThat(UserDatabase.groupId("-1")).isEmpty();
    }
}
