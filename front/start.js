// Starts the components of govuk-frontend that need a script. Every page works without it.
import { initAll } from "./govuk-frontend.min.js";

initAll();
