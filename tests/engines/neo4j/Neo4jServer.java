import java.nio.file.Path;

import org.neo4j.configuration.GraphDatabaseSettings;
import org.neo4j.configuration.connectors.BoltConnector;
import org.neo4j.configuration.helpers.SocketAddress;
import org.neo4j.dbms.api.DatabaseManagementServiceBuilder;
import org.neo4j.io.ByteUnit;

/** A Neo4j for tests: DIRECTORY PORT READ_ONLY(true|false). It ends when its standard input does. */
public class Neo4jServer {
    public static void main(String[] arguments) throws Exception {
        var directory = Path.of(arguments[0]);
        var readOnly = Boolean.parseBoolean(arguments[2]);
        if (readOnly) { // there must be something to read: what is read-only is not created either
            new DatabaseManagementServiceBuilder(directory).build().shutdown();
        }
        new DatabaseManagementServiceBuilder(directory)
            .setConfig(BoltConnector.enabled, true)
            .setConfig(BoltConnector.listen_address,
                new SocketAddress("127.0.0.1", Integer.parseInt(arguments[1])))
            .setConfig(BoltConnector.thread_pool_max_size, 100)
            .setConfig(GraphDatabaseSettings.auth_enabled, true)
            .setConfig(GraphDatabaseSettings.read_only_database_default, readOnly)
            .setConfig(GraphDatabaseSettings.preallocate_logical_logs, false)
            .setConfig(GraphDatabaseSettings.pagecache_memory, ByteUnit.mebiBytes(128))
            .build();
        System.out.println("ready");
        while (System.in.read() >= 0) { }
        Runtime.getRuntime().halt(0); // the data is for one run: nothing is worth ten seconds of closing
    }
}
