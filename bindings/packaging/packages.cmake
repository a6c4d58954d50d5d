# Debian packages, one a component: `cmake --workflow --preset package` makes them.
set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_VENDOR "the rubric maintainers")
set(CPACK_PACKAGE_CONTACT "rubric maintainers <maintainers@example.org>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "") # each package has its own
set(CPACK_PACKAGE_VERSION ${PROJECT_VERSION})
set(CPACK_PACKAGE_DIRECTORY ${PROJECT_BINARY_DIR}/packages)
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_COMPONENTS_ALL program library development lua)
set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_COMPRESSION_TYPE xz)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_PRIORITY optional)

# rubric_package(COMPONENT NAME SECTION TEXT): the first line of the text is the short description
function(rubric_package component name section text)
    string(TOUPPER ${component} upper)
    set(CPACK_DEBIAN_${upper}_PACKAGE_NAME ${name} PARENT_SCOPE)
    set(CPACK_DEBIAN_${upper}_PACKAGE_SECTION ${section} PARENT_SCOPE)
    set(CPACK_DEBIAN_${upper}_DESCRIPTION ${text} PARENT_SCOPE)
    install(FILES ${CMAKE_CURRENT_BINARY_DIR}/copyright
            DESTINATION ${CMAKE_INSTALL_DATADIR}/doc/${name}
            COMPONENT ${component} EXCLUDE_FROM_ALL)
endfunction()

file(READ ${PROJECT_SOURCE_DIR}/LICENSE license)
file(READ ${PROJECT_SOURCE_DIR}/NOTICE notice)
file(WRITE ${CMAKE_CURRENT_BINARY_DIR}/copyright "${license}\n${notice}")

rubric_package(program rubric text
"Lua-scriptable document processing (program)
Reads HTML, Markdown and text, and cleans, tags, summarizes and converts them
by scripts in Lua, of which many are built in.")
rubric_package(library librubric0 libs
"Lua-scriptable document processing (library)
Documents, text, matching and the running of scripts, for programs in C.")
rubric_package(development librubric-dev libdevel
"Lua-scriptable document processing (development files)
Headers, the static library, and descriptions for pkg-config and CMake.")
rubric_package(lua lua-rubric interpreters
"Lua-scriptable document processing (module for Lua 5.4)
What scripts of rubric see, in programs that run Lua themselves.")

# What is linked to librubric gets its dependency from what the package says of the library.
set(CPACK_DEBIAN_PACKAGE_GENERATE_SHLIBS ON)
set(CPACK_DEBIAN_PACKAGE_GENERATE_SHLIBS_POLICY ">=")
set(CPACK_DEBIAN_LUA_PACKAGE_RECOMMENDS lua5.4)
string(CONCAT CPACK_DEBIAN_DEVELOPMENT_PACKAGE_DEPENDS
    "librubric0 (= ${PROJECT_VERSION}), liblua5.4-dev, libutf8proc-dev, libyaml-dev, "
    "libgumbo-dev, libstemmer-dev, libpcre2-dev")

include(CPack)
