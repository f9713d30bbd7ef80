import java.io.File;
import java.util.List;
import java.util.TreeSet;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

/** Says of each file whether it is PDF/A-2b: a line with its name, and one for each clause that it breaks. */
public class CheckPdfA {
  public static void main(String[] files) throws Exception {
    VeraGreenfieldFoundryProvider.initialise();
    for (String file : files) {
      try (PDFAParser parser = Foundries.defaultInstance().createParser(new File(file), PDFAFlavour.PDFA_2_B)) {
        PDFAValidator validator = Foundries.defaultInstance().createValidator(PDFAFlavour.PDFA_2_B, false);
        ValidationResult result = validator.validate(parser);
        System.out.println((result.isCompliant() ? "yes " : "no ") + file);
        TreeSet<String> broken = new TreeSet<>();
        List<TestAssertion> assertions = result.getTestAssertions();
        for (TestAssertion one : assertions) {
          if (one.getStatus() == TestAssertion.Status.FAILED) {
            broken.add(one.getRuleId().getClause() + " test " + one.getRuleId().getTestNumber() + ": " + one.getMessage());
          }
        }
        for (String clause : broken) System.out.println("  " + clause.replace('\n', ' '));
      }
    }
  }
}
