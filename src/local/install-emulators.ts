import { join } from "node:path";
import { installPackages } from "./python-packages";

/**
 * On PyPI. Newer versions may serve more; the table of services and the corrections are made for these. AWS's own command line runs what the
 * runbooks say.
 */
const packages = ["ministack==1.5.33", "moto[all,server]==5.2.1", "awscli==1.46.3"];

/**
 * Installs the emulators below the lab folder, where these versions are not there yet: minutes, the first time.
 * @throws Error with the last lines of pip where it fails
 */
export async function installEmulators(lab: string, say: (line: string) => void): Promise<void> {
  await installPackages(join(lab, "venv"), packages, say);
}
