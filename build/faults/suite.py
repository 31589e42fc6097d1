"""The names of the fault suite's cases, one a line. suite.py FOLDER, with TENANTRY_BIN set: disk.py looks at a real profile to say what it damages."""
import io, re, sys, tempfile, os, contextlib

folder = sys.argv[1]
sys.dont_write_bytecode = True
sys.path.insert(0, folder)
with tempfile.TemporaryDirectory() as work:
    os.environ["FAULT_WORK"] = work
    sys.argv = ["suite"]  # both files read it when they are imported
    with contextlib.redirect_stdout(io.StringIO()):
        import cases, disk
    disk.sim.stop()
    disk.reap()
names = [c.name for c in cases.CASES] + [c[0] for c in sys.modules["frame"].CASES]
kills = re.search(r'^kinds = \[(.*)\]', open(os.path.join(folder, "crash.py"), encoding="utf8").read(), re.M)
names += ["kill -9: " + k for k in sorted(set(re.findall(r'"([\w ]+)"', kills[1])))]
print("\n".join(n.replace("\n", "\\n") for n in names))
