import java.io.File;
import org.gephi.graph.api.*;
import org.gephi.io.importer.api.*;
import org.gephi.io.processor.plugin.DefaultProcessor;
import org.gephi.project.api.*;
import org.openide.util.Lookup;
public class Gephi {
  public static void main(String[] names) throws Exception {
    ProjectController pc = Lookup.getDefault().lookup(ProjectController.class);
    for (String name : names) {
      pc.newProject();
      Workspace w = pc.getCurrentWorkspace();
      ImportController in = Lookup.getDefault().lookup(ImportController.class);
      Container c = in.importFile(new File(name));
      c.getLoader().setEdgesMergeStrategy(EdgeMergeStrategy.NO_MERGE);
      in.process(c, new DefaultProcessor(), w);
      GraphModel m = Lookup.getDefault().lookup(GraphController.class).getGraphModel(w);
      Graph g = m.getGraph();
      System.out.println(name + ": " + g.getNodeCount() + " nodes, " + g.getEdgeCount() + " edges, dynamic " + m.isDynamic() + ", time " + m.getTimeBounds());
      Node n = g.getNodes().toArray()[0];
      System.out.println("  " + n.getId() + " '" + n.getLabel() + "' " + n.getColor());
      pc.closeCurrentProject();
    }
  }
}
