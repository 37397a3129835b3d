import java.io.File;
import org.jgrapht.graph.DefaultEdge;
import org.jgrapht.graph.DirectedPseudograph;
import org.jgrapht.nio.graphml.GraphMLImporter;

/** Reads GraphML with JGraphT, which checks it against the schema. */
public class JGraphT {
  public static void main(String[] names) {
    for (String name : names) {
      DirectedPseudograph<String, DefaultEdge> graph = new DirectedPseudograph<>(DefaultEdge.class);
      GraphMLImporter<String, DefaultEdge> importer = new GraphMLImporter<>();
      importer.setSchemaValidation(true);
      importer.setVertexFactory(id -> id);
      importer.importGraph(graph, new File(name));
      System.out.println(name + ": " + graph.vertexSet().size() + " nodes, " + graph.edgeSet().size() + " edges");
    }
  }
}
